package dev.lutra;

import dev.lutra.command.Commands;
import dev.lutra.network.decode.WarmUp;
import dev.lutra.start.PreparedStarts;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Serves LUTs over HTTP, or runs one of the {@link Commands}. */
@SpringBootApplication
public class Lutra {

    public static void main(String[] args) {
        if (Commands.isCalledBy(args)) {
            System.exit(Commands.run(args));
        }
        WarmUp.start();
        var application = new SpringApplication(Lutra.class);
        application.addListeners(new PreparedStarts(Lutra.class));
        application.run(args);
    }
}
