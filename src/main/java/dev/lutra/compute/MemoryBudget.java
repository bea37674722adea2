package dev.lutra.compute;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/**
 * Lends memory, counted in bytes. A loan that does not fit waits for its turn, and is rejected if that takes too long.
 */
public final class MemoryBudget {

    private static final int UNIT = 1024;

    private final DataSize size;
    private final Duration maxWait;
    private final String setting;
    /** The free memory, in units, so that an int can count 2 TiB. */
    private final Semaphore free;

    /**
     * Creates a budget.
     *
     * @param size the memory of all loans at the same time
     * @param maxWait the longest time that a caller waits
     * @param setting the name of the setting of the size, for the message of a rejection
     */
    public MemoryBudget(DataSize size, Duration maxWait, String setting) {
        this.size = size;
        this.maxWait = maxWait;
        this.setting = setting;
        free = new Semaphore(units(size.toBytes()), true);
    }

    /** A share of the heap, which is the default size of a budget. */
    public static DataSize shareOfHeap(double share) {
        return DataSize.ofBytes((long) (share * Runtime.getRuntime().maxMemory()));
    }

    /**
     * Lends memory until the loan is closed.
     *
     * @throws MemoryShort if it is more than the whole budget
     * @throws Overloaded if other loans do not return enough in time
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

    /** The free memory, in bytes. */
    long free() {
        return (long) UNIT * free.availablePermits();
    }

    private static int units(long bytes) {
        return Math.toIntExact(Math.ceilDiv(bytes, UNIT));
    }

    /** Memory on loan. Only one thread at a time may use a loan. */
    public final class Loan implements AutoCloseable {

        private int held;

        private Loan(int held) {
            this.held = held;
        }

        /** Returns the memory that exceeds a number of bytes. */
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
