package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    @Test
    void saysWhatIsNeededWhatThereIsAndWhatToDo() {
        new MemoryNeed(1000).check(1);
        assertThatExceptionOfType(JobFailed.class)
                .isThrownBy(() -> new MemoryNeed(100L << 30).check(5000))
                .withMessageContaining("5,000 LUTs")
                .withMessageContaining("102,401 MB")
                .withMessageContaining("fewer LUTs")
                .withMessageContaining("-Xmx128001m");
    }
}
