package dev.lutra.command;

import dev.lutra.library.SchemaMigration;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Updates the schema of the database. */
@Command(
        name = "migrate",
        description =
                "Updates the schema of the database that the settings of the service name, such as SPRING_DATASOURCE_URL, and exits. Pods with LUTRA_DATABASE_MIGRATE=false leave it to this command.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        SchemaMigration.Outcome outcome = SchemaMigration.run();
        PrintWriter console = spec.commandLine().getOut();
        outcome.applied().forEach(migration -> console.println("applied " + migration));
        if (outcome.applied().isEmpty()) {
            console.printf("The schema has version %s: nothing to do.%n", outcome.to());
        } else {
            String before = outcome.from() == null ? "an empty database" : "version " + outcome.from();
            console.printf("The schema went from %s to version %s.%n", before, outcome.to());
        }
        console.flush();
        return 0;
    }
}
