package dev.lutra.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * Lets a start use the bean definitions of the build if they are those that Spring would make now. Otherwise Spring makes
 * them, which takes longer. {@code -Dspring.aot.enabled=false} turns this off.
 */
public final class PreparedStarts implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(PreparedStarts.class);

    private final Class<?> program;

    /**
     * Looks for what was generated for a program.
     *
     * @param program its main class
     */
    public PreparedStarts(Class<?> program) {
        this.program = program;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        List<String> roles = Arrays.asList(environment.getActiveProfiles());
        if ("false".equals(SpringProperties.getProperty(AotDetector.AOT_ENABLED)) || !roles.contains("api")) {
            return;
        }
        try {
            PreparedStart.of(ManagementPortType.get(environment))
                    .filter(start -> start.fits(environment))
                    .ifPresent(start -> use(start, event.getSpringApplication(), roles));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void use(PreparedStart start, SpringApplication application, List<String> roles) {
        log.debug("Starts with the bean definitions of the build, {}", start.port());
        SpringProperties.setFlag(AotDetector.AOT_ENABLED);
        application.addInitializers(AotApplicationContextInitializer.forInitializerClasses(start.initializer(program)));
        if (!roles.contains("worker")) {
            application.addInitializers(without(start.ofWorkers()));
        }
    }

    private static ApplicationContextInitializer<ConfigurableApplicationContext> without(List<String> beans) {
        return context -> {
            var registry = (BeanDefinitionRegistry) context.getBeanFactory();
            beans.forEach(registry::removeBeanDefinition);
        };
    }
}
