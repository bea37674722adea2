package dev.lutra.command;

import dev.lutra.codec.EncodedToken;
import dev.lutra.codec.Token;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the token of a LUT file. */
@Command(
        name = "token",
        description = {
            "Prints a LUT as a token: a whole look in a line of text, which any Lutra decodes without a model.",
            "The second line says how exact it is over the inputs 0…1. convert and info read tokens from .token files."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TokenCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "File of any format, known by its content.")
    Path file = Path.of("");

    @Mixin
    TokenBytes bytes = new TokenBytes();

    @Override
    public Integer call() throws IOException, InterruptedException {
        int most = bytes.one();
        PrintWriter console = spec.commandLine().getOut();
        InputFile input = InputFile.read(file);
        EncodedToken encoded = new TokenEncoder().encode(input.lut().sampled(Token.SIZE, RgbBox.UNIT), most);
        Fidelity fidelity = encoded.fidelity();
        console.println(encoded.token().text());
        console.printf(
                Locale.ROOT,
                "%d bytes: CIEDE2000 %.2f, ΔE76 %.2f, p99 %.2f; greys CIEDE2000 %.2f, at most %.2f%n",
                encoded.token().length(),
                fidelity.deltaE2000().mean(),
                fidelity.deltaE76().mean(),
                fidelity.deltaE76().p99(),
                encoded.greys().deltaE2000().mean(),
                encoded.greys().deltaE2000().max());
        console.flush();
        return 0;
    }
}
