/**
 * Processors that users write: plain Java against {@link dev.mote.gateway.user.UserProcessor} and
 * {@link dev.mote.gateway.user.UserItem}, loaded from a jar. What such code changes is noted first
 * and written when it has returned; so when it fails, the item is as it was.
 */
package dev.mote.gateway.user;
