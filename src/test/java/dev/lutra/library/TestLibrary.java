package dev.lutra.library;

import dev.lutra.library.upload.Uploads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The library alone, on a database, as one node has it. */
public final class TestLibrary implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /**
     * Starts a node.
     *
     * @param database settings of its database
     * @param models folder of model files
     * @param more arguments of the command line
     */
    public TestLibrary(Map<String, Object> database, Path models, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--lutra.models.path=" + models);
        database.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        context = new SpringApplicationBuilder(Only.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    /** The LUTs that were queued for encoding so far, each with its model behind it. */
    public List<String> queued() {
        return context.getBean(Queued.class).luts;
    }

    public Library library() {
        return context.getBean(Library.class);
    }

    public LutStore luts() {
        return context.getBean(LutStore.class);
    }

    public ModelStore models() {
        return context.getBean(ModelStore.class);
    }

    public Uploads uploads() {
        return context.getBean(Uploads.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Not marked as configuration, so that the application as a whole does not find it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = "dev.lutra.library",
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.lutra\\.library\\.web\\..*"))
    static class Only {

        @Bean
        public Queued queued() {
            return new Queued();
        }
    }

    static final class Queued implements EncodingQueue {

        private final List<String> luts = new ArrayList<>();

        @Override
        public String add(List<String> luts, String model) {
            luts.forEach(lut -> this.luts.add(lut + " " + model));
            return "job-" + this.luts.size();
        }
    }
}
