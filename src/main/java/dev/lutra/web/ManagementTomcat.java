package dev.lutra.web;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

/**
 * Gives a port of its own for health and metrics the {@link TomcatConfiguration}. Spring Boot imports this class into
 * the context of that port; without one, it imports it into the context that has the configuration already.
 */
class ManagementTomcat {

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    TomcatConfiguration managementTomcat(ProblemWriter problems, WebSettings settings) {
        return new TomcatConfiguration(problems, settings);
    }
}
