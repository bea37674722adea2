package dev.lutra.command;

import dev.lutra.codec.Accuracy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option for the promised accuracy of looks. */
final class PromiseOptions {

    @Option(
            names = "--accuracy",
            defaultValue = "${LUTRA_ACCURACY:-0.5/2}",
            converter = Converter.class,
            paramLabel = "MEAN/P99|lossless|none",
            description =
                    "Accuracy of each LUT: mean and 99th percentile of ΔE76 as in 0.5/2, or lossless, or none for the output of the network alone (default: 0.5/2).")
    Accuracy accuracy = Accuracy.of("0.5/2");

    /** Parses an accuracy, and reports why an invalid one cannot be parsed. */
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
