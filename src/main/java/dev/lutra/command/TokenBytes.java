package dev.lutra.command;

import dev.lutra.codec.Token;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the most bytes of a token. */
final class TokenBytes {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--bytes",
            split = ",",
            paramLabel = "N",
            description = "Most bytes of a token, 32…1024 (default: 120).")
    List<Integer> bytes = List.of(Token.USUAL_BYTES);

    /** All numbers that were given. */
    List<Integer> all() {
        for (int most : bytes) {
            if (most < Token.FEWEST_BYTES || most > Token.MOST_BYTES) {
                throw failure("--bytes must be %d…%d".formatted(Token.FEWEST_BYTES, Token.MOST_BYTES));
            }
        }
        return bytes;
    }

    /** The only number. */
    int one() {
        if (bytes.size() != 1) {
            throw failure("--bytes takes one number");
        }
        return all().getFirst();
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
