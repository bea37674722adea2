package dev.lutra.library.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.format.FileMutations;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.SmallFiles;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Files of every format over HTTP: as they should be, and damaged. */
class UploadedFormatsTest extends ServiceTest {

    private static final long SEED = 20261126;
    private static final int DAMAGED = 25;

    static Stream<LutFormat> formats() {
        return LutFormats.all().stream();
    }

    /** The name says nothing: the content does. */
    @ParameterizedTest
    @MethodSource("formats")
    void comeBackAsTheyWere(LutFormat format) {
        for (byte[] file : SmallFiles.of(format)) {
            HttpResponse<byte[]> created = upload("format of it." + format.extension(), file);
            assertThat(created.statusCode()).as(text(created)).isIn(200, 201);
            JsonNode lut = json(created);
            String id = lut.get("id").stringValue();
            assertThat(lut.at("/source/format").stringValue()).isEqualTo(format.name());
            HttpResponse<byte[]> source = get("/luts/%s.%s?from=source".formatted(id, format.extension()));
            assertThat(source.body()).isEqualTo(file);
            assertThat(header(source, "Content-Disposition"))
                    .contains("filename=\"%s.%s\"".formatted(id, format.extension()));
            assertThat(get("/luts/" + id + ".cube?res=5").statusCode()).isEqualTo(200);
            send(authorized("/luts/" + id).DELETE());
        }
    }

    /** A damaged file is refused, or read and delivered: nothing in between. */
    @ParameterizedTest
    @MethodSource("formats")
    void areNeverAnErrorOfTheServer(LutFormat format) {
        System.out.println("seed " + SEED);
        var random = new SplittableRandom(SEED);
        List<byte[]> files = SmallFiles.of(format);
        List<byte[]> others = SmallFiles.all();
        for (int i = 0; i < DAMAGED; i++) {
            byte[] damaged = FileMutations.of(files.get(random.nextInt(files.size())), others, random);
            HttpResponse<byte[]> answer = upload("damaged." + format.extension(), damaged);
            assertThat(answer.statusCode()).as("%d: %s", i, text(answer)).isIn(200, 201, 415, 422);
            if (answer.statusCode() > 201) {
                assertThat(json(answer).get("code").stringValue()).isNotBlank();
                continue;
            }
            String path = "/luts/" + json(answer).get("id").stringValue();
            HttpResponse<byte[]> delivered = get(path + ".cube?res=5");
            assertThat(delivered.statusCode()).as("%d: %s", i, text(delivered)).isEqualTo(200);
            assertThat(text(delivered)).doesNotContainIgnoringCase("nan").doesNotContain("Infinity");
            send(authorized(path).DELETE());
        }
    }

    private HttpResponse<byte[]> upload(String name, byte[] file) {
        var upload = new Multipart().file("file", name, file).field("encode", "false");
        return send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
    }
}
