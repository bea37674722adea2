package dev.lutra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole application in this process, on a database of its own, over HTTP. */
public final class TestNode extends ServedNode {

    private final ConfigurableApplicationContext context;
    private final String address;

    /**
     * Starts a node without models.
     *
     * @param database settings of its database
     * @param more settings, {@code name=value}
     */
    public TestNode(Map<String, Object> database, String... more) {
        this(database, context -> {}, more);
    }

    /**
     * Starts a node with more beans.
     *
     * @param beans registers them
     */
    public TestNode(
            Map<String, Object> database,
            ApplicationContextInitializer<GenericApplicationContext> beans,
            String... more) {
        var arguments = new ArrayList<String>();
        arguments.add("--server.port=0");
        arguments.add("--lutra.api-key=" + API_KEY);
        if (Arrays.stream(more).noneMatch(setting -> setting.startsWith("lutra.models.path="))) {
            arguments.add("--lutra.models.path=nowhere");
        }
        database.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        Arrays.stream(more).forEach(setting -> arguments.add("--" + setting));
        var application = new SpringApplication(Lutra.class);
        application.addInitializers(beans);
        context = application.run(arguments.toArray(String[]::new));
        address = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public String address() {
        return address;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
