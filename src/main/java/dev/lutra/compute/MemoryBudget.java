package dev.lutra.compute;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/** Lends memory, counted in bytes. A loan that does not fit waits for its turn, and is refused if that takes too long. */
public final class MemoryBudget {

    private static final int UNIT = 1024;

    private final DataSize size;
    private final Duration maxWait;
    private final String setting;
    /** In units, so that an int counts 2 TiB. */
    private final Semaphore free;

    /**
     * Sets memory aside.
     *
     * @param size all that is lent at the same time
     * @param maxWait longest that anybody waits
     * @param setting that the size comes from, for those who are refused
     */
    public MemoryBudget(DataSize size, Duration maxWait, String setting) {
        this.size = size;
        this.maxWait = maxWait;
        this.setting = setting;
        free = new Semaphore(units(size.toBytes()), true);
    }

    /** A part of the heap: what a budget is where no size was set. */
    public static DataSize shareOfHeap(double share) {
        return DataSize.ofBytes((long) (share * Runtime.getRuntime().maxMemory()));
    }

    /**
     * Lends memory until the loan is closed.
     *
     * @throws MemoryShort if it is more than there ever is
     * @throws Overloaded if others did not give enough back in time
     */
    public Loan lend(long bytes) {
        if (bytes > size.toBytes()) {
            throw MemoryShort.of(bytes, size, setting);
        }
        int units = units(bytes);
        try {
            if (!free.tryAcquire(units, maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded();
        }
        return new Loan(units);
    }

    /** What could be lent now, in bytes. */
    long free() {
        return (long) UNIT * free.availablePermits();
    }

    private static int units(long bytes) {
        return Math.toIntExact(Math.ceilDiv(bytes, UNIT));
    }

    /** Memory on loan. Not safe for use by many threads at a time. */
    public final class Loan implements AutoCloseable {

        private int held;

        private Loan(int held) {
            this.held = held;
        }

        /** Gives back what goes beyond so much. */
        public void shrink(long bytes) {
            int kept = Math.min(units(bytes), held);
            free.release(held - kept);
            held = kept;
        }

        @Override
        public void close() {
            shrink(0);
        }
    }
}
