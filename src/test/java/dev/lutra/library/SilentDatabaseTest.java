package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("slow")
class SilentDatabaseTest {

    private static final String TIMEOUT = "socketTimeout";

    @Test
    void isNotWaitedForInVain() {
        try (var node = new TestNode(
                TestDatabase.POSTGRESQL.settings(),
                "lutra.roles=api",
                "spring.datasource.hikari.data-source-properties.%s=2".formatted(TIMEOUT))) {
            var asleep =
                    node.bean(JdbcClient.class).sql("select pg_sleep(3600)").query();
            assertThatThrownBy(asleep::listOfRows).isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(node.get("/api-keys").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void mayTakeAMinuteByDefault() {
        try (var node = new TestNode(TestDatabase.H2.settings(), "lutra.roles=api")) {
            assertThat(node.bean(HikariDataSource.class).getDataSourceProperties())
                    .containsEntry(TIMEOUT, "60");
        }
    }
}
