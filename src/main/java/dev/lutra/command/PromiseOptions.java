package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is promised of looks. */
final class PromiseOptions {

    @Option(
            names = "--accuracy",
            defaultValue = "${LUTRA_ACCURACY:-0.5/2}",
            converter = Converter.class,
            paramLabel = "MEAN/P99|lossless|none",
            description =
                    "What is promised of each LUT: mean and 99th percentile of ΔE76 as in 0.5/2, lossless, or none for the bare network (default: 0.5/2).")
    Accuracy accuracy = Accuracy.of("0.5/2");

    /** Tells who wrote it what is wrong. */
    static final class Converter implements ITypeConverter<Accuracy> {

        @Override
        public Accuracy convert(String text) {
            try {
                return Accuracy.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
