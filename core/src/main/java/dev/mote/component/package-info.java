/**
 * What every part of a pipeline is: a passive {@link dev.mote.component.Component} that somebody
 * else calls, and a {@link dev.mote.component.Consumer} of encoded batches. One
 * {@link dev.mote.component.EventLoop} drives them; none of them ever waits, sleeps or starts a
 * thread.
 */
package dev.mote.component;
