package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ContentDisposition;

class AttachmentTest {

    @Test
    void carriesBothNames() {
        assertThat(Attachment.of("ye-jing-33.cube", "夜景 A+B-33.cube"))
                .isEqualTo("attachment; filename=\"ye-jing-33.cube\";"
                        + " filename*=UTF-8''%E5%A4%9C%E6%99%AF%20A+B-33.cube");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Ночной город-33.cube;Ночной город-33.cube",
                "Ilford HP5 \"+\"-33.cube;Ilford HP5 _+_-33.cube",
                "50 % A, 50 % B's-33.cube;50 % A, 50 % B's-33.cube",
                "../../a\\b:c*?<>|.cube;__.._a_b_c_____.cube"
            })
    void isUnderstood(String name, String read) {
        ContentDisposition parsed = ContentDisposition.parse(Attachment.of("x.cube", name));

        assertThat(parsed.isAttachment()).isTrue();
        assertThat(parsed.getFilename()).isEqualTo(read);
    }

    @Test
    void cannotBreakItsHeader() {
        String header = Attachment.of("a\"; x=\"\r\nb\\é", "a\r\nSet-Cookie: b\0\u2028\"");

        assertThat(header)
                .isEqualTo("attachment; filename=\"a_; x=___b__\"; filename*=UTF-8''a%20Set-Cookie_%20b%20_")
                .matches("[ -~]+");
    }

    @Test
    void isBounded() {
        String header = Attachment.of("x.cube", "🌃".repeat(500) + "-33.cube");

        String name = URLDecoder.decode(header.substring(header.indexOf("''") + 2), StandardCharsets.UTF_8);
        assertThat(name.codePointCount(0, name.length())).isEqualTo(150);
        assertThat(name).startsWith("🌃").endsWith("🌃-33.cube");
    }
}
