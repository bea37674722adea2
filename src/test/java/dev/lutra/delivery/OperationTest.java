package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those see who run the service. */
class OperationTest extends ServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/actuator/health", "/actuator/health/readiness"})
    void isHealthy(String path) {
        assertThat(json(get(path)).get("status").stringValue()).isEqualTo("UP");
    }

    @Test
    void namesModelAndDevices() {
        var all = json(get("/actuator/info"));
        for (String use : List.of("requests", "jobs")) {
            assertThat(all.at("/devices/" + use + "/name").stringValue()).isNotEmpty();
            assertThat(all.at("/devices/" + use + "/reason").stringValue()).isNotEmpty();
        }
        var info = all.get("lutra");
        assertThat(info.get("model").stringValue()).isEqualTo("film");
        assertThat(info.get("luts").intValue()).isEqualTo(6);
    }

    @Test
    void measures() {
        get("/luts/kodak-portra-160.cube?res=7");
        get("/luts/kodak-portra-160.cube?res=7");
        get("/luts/kodak-portra-160.png?level=2");
        assertThat(text(get("/actuator/prometheus")))
                .contains("lutra_device{device=", "use=\"requests\"} 1.0", "use=\"jobs\"} 1.0")
                .contains("lutra_decode_seconds_bucket")
                .contains("lutra_write_seconds_bucket{format=\"cube\"")
                .contains("lutra_write_seconds_count{format=\"png\"")
                .contains("cache_gets_total{cache=\"lutra.answers\",result=\"hit\"")
                .contains("cache_gets_total{cache=\"lutra.answers\",result=\"miss\"")
                .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/luts/\\{id}.cube\"");
    }
}
