package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept", "Accept-Encoding", "If-None-Match", "If-Match", "If-Modified-Since", "Origin", "Range"
            })
    void differsIfAHeaderDiffersThatIsRead(String name) {
        assertThat(key(name, "a")).isNotEqualTo(key(name, "b")).isNotEqualTo(key("X-Other", "a"));
        assertThat(key(name, "a")).isEqualTo(key(name.toLowerCase(java.util.Locale.ROOT), "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent", "Cookie", "traceparent", "X-Forwarded-For", "Cache-Control", "Upgrade"})
    void isEqualIfAHeaderDiffersThatIsNotRead(String name) {
        assertThat(key(name, "a")).isNotNull().isEqualTo(key(name, "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Length", "Content-Type", "Expect", "Transfer-Encoding"})
    void isMissingIfARequestHasABodyOrAKey(String name) {
        assertThat(key(name, "1")).isNull();
    }

    @Test
    void isMissingIfAHeaderHasControlCharacters() {
        assertThat(key("X-Other", "a\u0085")).isNull();
        assertThat(key("X-Other", "a\tb")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "OPTIONS"})
    void isMissingForOtherMethods(String method) {
        assertThat(RequestKey.of(new MockHttpServletRequest(method, "/luts/0.cube")))
                .isNull();
    }

    @Test
    void differsByTargetAndProtection() {
        var plain = new MockHttpServletRequest("GET", "/luts/0.cube");
        var query = new MockHttpServletRequest("GET", "/luts/0.cube");
        query.setQueryString("res=17");
        var secure = new MockHttpServletRequest("GET", "/luts/0.cube");
        secure.setSecure(true);
        assertThat(RequestKey.of(plain)).isNotNull().isNotEqualTo(RequestKey.of(query));
        assertThat(RequestKey.of(secure)).isNotNull().isNotEqualTo(RequestKey.of(plain));
    }

    @Test
    void differsByHostOnlyForRequestsOfPages() {
        assertThat(host("one", null)).isEqualTo(host("two", null));
        assertThat(host("one", "http://one")).isNotEqualTo(host("two", "http://one"));
    }

    @Test
    void isMissingForLongRequests() {
        assertThat(key("Accept", "a".repeat(3000))).isNull();
    }

    private static String host(String name, String origin) {
        var request = new MockHttpServletRequest("GET", "/luts/0.cube");
        request.setServerName(name);
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        return RequestKey.of(request);
    }

    private static String key(String name, String value) {
        var request = new MockHttpServletRequest("GET", "/luts/0.cube");
        request.addHeader(name, value);
        return RequestKey.of(request);
    }
}
