package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipNegotiationTest {

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, GZIP;q=0.5", "x-gzip", "*", "br;q=1, *;q=0.1"})
    void takes(String header) {
        assertThat(GzipNegotiation.isAccepted(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "*, gzip;q=0.0", "*;q=0", "gzip;q=x", ",;,"})
    void takesNot(String header) {
        assertThat(GzipNegotiation.isAccepted(header)).isFalse();
    }

    @Test
    void takesNotWithoutHeader() {
        assertThat(GzipNegotiation.isAccepted(null)).isFalse();
    }
}
