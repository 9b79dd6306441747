package dev.mote.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());

    /** Works every {@code everyNanos}; needs {@code drainTurns} calls to finish. */
    private static class Ticker implements Component {
        final long everyNanos;
        long nextNanos;
        int ticks;
        int drainTurns;
        boolean asked;

        Ticker(long nowNanos, long everyNanos, int drainTurns) {
            this.everyNanos = everyNanos;
            this.drainTurns = drainTurns;
            nextNanos = nowNanos + everyNanos;
        }

        @Override
        public String id() {
            return "ticker";
        }

        @Override
        public int doWork(long nowNanos) {
            drainTurns -= asked ? 1 : 0;
            if (nowNanos < nextNanos) {
                return 0;
            }
            ticks++;
            nextNanos += everyNanos;
            return 1;
        }

        @Override
        public long nextDeadlineNanos() {
            return asked ? 0 : nextNanos;
        }

        @Override
        public void beginShutdown(long nowNanos) {
            asked = true;
        }

        @Override
        public boolean isDrained() {
            return drainTurns <= 0;
        }
    }

    @Test
    void eachComponentWorksWhenItIsDueAndTheLoopSleepsInBetween() {
        long start = sim.clock.monotonicNanos();
        Ticker slow = new Ticker(start, 10 * SECOND_NANOS, 0);
        Ticker quick = new Ticker(start, SECOND_NANOS, 0);
        loop.add(slow);
        loop.add(quick);
        int turns = 0;
        while (sim.clock.monotonicNanos() - start < 60 * SECOND_NANOS) {
            assertFalse(loop.turn());
            turns++;
        }
        assertEquals(5, slow.ticks);
        assertEquals(59, quick.ticks);
        assertTrue(turns < 70, "woke " + turns + " times for 60 deadlines");
    }

    @Test
    void aSignalEndsTheLoopWhenAllAreDrained() {
        Ticker ticker = new Ticker(sim.clock.monotonicNanos(), SECOND_NANOS, 3);
        loop.add(ticker);
        loop.onSignal((signal, nowNanos) -> {
            assertEquals(Poller.SIGTERM, signal);
            loop.shutDown(nowNanos, SECOND_NANOS);
        });
        sim.clock.schedule(5 * SECOND_NANOS / 2, () -> sim.poller.signal(Poller.SIGTERM));
        loop.run();
        assertEquals(2, ticker.ticks);
        assertTrue(ticker.isDrained());
    }

    @Test
    void whoDoesNotDrainIsLeftBehindAtTheDeadline() {
        long start = sim.clock.monotonicNanos();
        Ticker stuck = new Ticker(start, SECOND_NANOS, Integer.MAX_VALUE) {
        };
        loop.add(new NeverDrained());
        loop.add(stuck);
        stuck.asked = false;
        loop.shutDown(start, SECOND_NANOS);
        stuck.asked = false;
        loop.run();
        assertEquals(SECOND_NANOS, sim.clock.monotonicNanos() - start);
    }

    private static final class NeverDrained implements Component {
        @Override
        public String id() {
            return "never";
        }

        @Override
        public int doWork(long nowNanos) {
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return false;
        }
    }

    @Test
    void socketsAreHandedToTheirHandler() {
        StringBuilder seen = new StringBuilder();
        int listener = sim.network.listen(new byte[] {127, 0, 0, 1}, 80);
        loop.watch(listener, Poller.READABLE, (socket, events, nowNanos) -> {
            int accepted = sim.network.accept(socket);
            seen.append("accepted ");
            loop.watch(accepted, Poller.READABLE, (client, what, now) -> {
                byte[] into = new byte[16];
                int count = sim.network.receive(client, into, 0, into.length);
                seen.append("received ").append(count);
                loop.watch(client, 0, null);
            });
        });
        loop.add(new Ticker(sim.clock.monotonicNanos(), SECOND_NANOS, 0));
        SimNetwork.Connection client = sim.network.client(80, connection -> { });
        client.send("hello");
        for (int turn = 0; turn < 4; turn++) {
            loop.turn();
        }
        assertEquals("accepted received 5", seen.toString());
        assertEquals(0, sim.network.connect(Network.UDP, new byte[4], 9) < 0 ? 1 : 0);
    }
}
