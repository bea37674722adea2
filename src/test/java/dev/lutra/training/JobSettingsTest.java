package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.network.learn.CheckpointSchedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class JobSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new JobSettings(
                        null,
                        "auto",
                        null,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(3),
                        4,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        5,
                        64,
                        DataSize.ofMegabytes(48),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(15),
                        Duration.ofDays(30),
                        1));
    }

    @Test
    void noticesWithinHalfAMinuteThatAWorkerIsDead() {
        JobSettings settings = bind(Map.of());
        Duration dead = settings.heartbeat().multipliedBy(settings.missedHeartbeats());
        Duration looked = settings.heartbeat().multipliedBy(2);
        assertThat(dead.plus(looked).plus(settings.poll())).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void savesTrainingsAsTheCommandDoes() {
        assertThat(bind(Map.of()).checkpoints()).isEqualTo(CheckpointSchedule.DEFAULT);
    }

    @Test
    void bindsEverything() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("lutra.jobs.worker", "gpu-1");
        properties.put("lutra.jobs.device", "cuda:1");
        properties.put("lutra.jobs.threads", "3");
        properties.put("lutra.jobs.poll", "100ms");
        properties.put("lutra.jobs.heartbeat", "1s");
        properties.put("lutra.jobs.missed-heartbeats", "6");
        properties.put("lutra.jobs.report", "200ms");
        properties.put("lutra.jobs.first-checkpoint", "3s");
        properties.put("lutra.jobs.checkpoint", "5m");
        properties.put("lutra.jobs.crashes", "2");
        properties.put("lutra.jobs.batch", "16");
        properties.put("lutra.jobs.batch-memory", "1GB");
        properties.put("lutra.jobs.events", "50ms");
        properties.put("lutra.jobs.keep-alive", "1m");
        properties.put("lutra.jobs.keep", "7d");
        properties.put("lutra.jobs.photographs", "3");
        assertThat(bind(properties))
                .isEqualTo(new JobSettings(
                        "gpu-1",
                        "cuda:1",
                        3,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        6,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(5),
                        2,
                        16,
                        DataSize.ofGigabytes(1),
                        Duration.ofMillis(50),
                        Duration.ofMinutes(1),
                        Duration.ofDays(7),
                        3));
    }

    private static JobSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("lutra.jobs", JobSettings.class);
    }
}
