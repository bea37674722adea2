package dev.lutra.format;

import java.util.List;

/** A file that is asked for with options that cannot be met. */
public final class InvalidOptions extends RuntimeException {

    private final transient List<Fault> faults;

    /** @param faults at least one */
    public InvalidOptions(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    /** What is wrong, in the order of the options. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * What is wrong with one option.
     *
     * @param option as {@link WriteOptions} calls it
     * @param code stable, for programs
     * @param detail for people
     */
    public record Fault(String option, String code, String detail) {

        static Fault outOfRange(String option, int min, int max) {
            return new Fault(option, "out-of-range", "must be %d…%d".formatted(min, max));
        }
    }
}
