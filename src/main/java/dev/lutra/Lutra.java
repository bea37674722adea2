package dev.lutra;

import dev.lutra.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Serves LUTs over HTTP, or runs one of the {@link Commands}. */
@SpringBootApplication
public class Lutra {

    public static void main(String[] args) {
        if (Commands.isCalledBy(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(Lutra.class, args);
    }
}
