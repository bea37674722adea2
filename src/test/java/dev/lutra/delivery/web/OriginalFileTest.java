package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.Library;
import dev.lutra.library.OldLattices;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files as they were uploaded, over HTTP. */
class OriginalFileTest extends ServiceTest {

    private static final byte[] CUBE = ("# by hand\r\nTITLE \"Caf\u00e9\"\r\nLUT_3D_SIZE 2\r\n"
                    + "0.1  0.2\t0.30 \r\n".repeat(8))
            .getBytes(StandardCharsets.ISO_8859_1);

    private final List<String> uploaded = new ArrayList<>();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Library library;

    @AfterEach
    void delete() {
        for (String path : uploaded) {
            send(authorized(path).DELETE());
        }
    }

    @Test
    void givesBackTheTextThatWasUploaded() {
        JsonNode lut = upload("caf\u00e9 noir.cube", CUBE);
        String path = lut.at("/links/source").stringValue();
        assertThat(path).isEqualTo("/luts/cafe-noir.cube?from=source");

        HttpResponse<byte[]> file = get(path, "Accept-Encoding", "gzip");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(CUBE);
        assertThat(header(file, "ETag"))
                .isEqualTo('"' + lut.at("/source/sha256").stringValue() + '"');
        assertThat(header(file, "ETag")).isEqualTo('"' + HexFormat.of().formatHex(sha256(CUBE)) + '"');
        assertThat(header(file, "Repr-Digest")).isEqualTo(digest(CUBE));
        assertThat(header(file, "Content-Length")).isEqualTo(String.valueOf(CUBE.length));
        assertThat(header(file, "Content-Encoding")).isEmpty();
        assertThat(header(file, "Content-Type")).isEqualTo("text/plain");
        assertThat(header(file, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"cafe-noir.cube\"; filename*=UTF-8''caf%C3%A9%20noir.cube");
        assertThat(header(file, "Cache-Control")).isEqualTo("max-age=3600, must-revalidate, public");
    }

    @Test
    void answersHeadAndConditions() {
        String path = upload("head.cube", CUBE).at("/links/source").stringValue();
        HttpResponse<byte[]> file = get(path);

        HttpResponse<byte[]> head = send(request(path).HEAD());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {
            "ETag", "Repr-Digest", "Content-Length", "Content-Type", "Content-Disposition", "Cache-Control"
        }) {
            assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(file, name));
        }
        HttpResponse<byte[]> same = get(path, "If-None-Match", header(file, "ETag"));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo(header(file, "ETag"));
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void givesBackTheImageThatWasUploaded() throws IOException {
        byte[] image = TestUploads.hald(11, 3, 16);
        JsonNode lut = upload("Deep.png", image);
        String path = lut.at("/links/source").stringValue();
        assertThat(path).isEqualTo("/luts/deep.png?from=source");

        HttpResponse<byte[]> file = get(path);

        assertThat(file.body()).isEqualTo(image);
        assertThat(header(file, "Content-Type")).isEqualTo("image/png");
        assertThat(header(file, "Content-Disposition")).startsWith("attachment; filename=\"deep.png\"");
        assertThat(header(file, "Repr-Digest")).isEqualTo(digest(image));
        // Whoever asks for another form, or other values, gets what is made of it.
        for (String query : new String[] {"&level=3", "&depth=8", "&depth=16", "&res=9", "&strength=0.5"}) {
            HttpResponse<byte[]> made = get(path + query);
            assertThat(made.statusCode()).as(query).isEqualTo(200);
            assertThat(header(made, "Content-Disposition")).as(query).contains("deep-from-source");
            assertThat(header(made, "Repr-Digest")).as(query).isEmpty();
            assertThat(header(made, "ETag")).as(query).isNotEqualTo(header(file, "ETag"));
        }
        HttpResponse<byte[]> text = get("/luts/deep.cube?from=source");
        assertThat(header(text, "Content-Disposition")).contains("deep-from-source-9.cube");
        assertThat(read("a.cube", text.body()).lattice()).hasSize(3 * 9 * 9 * 9);
    }

    @Test
    void makesAnotherFormOfAText() throws IOException {
        byte[] cube = TestUploads.cube(TestUploads.look(12, 4));
        upload("form.cube", cube);
        assertThat(get("/luts/form.cube?from=source&strength=1").body()).isEqualTo(cube);
        for (String query : new String[] {"&res=4", "&strength=0.5"}) {
            HttpResponse<byte[]> made = get("/luts/form.cube?from=source" + query);
            assertThat(header(made, "Content-Disposition")).contains("form-from-source");
            assertThat(read("a.cube", made.body()).size()).isEqualTo(4);
        }
        assertThat(header(get("/luts/form.png?from=source"), "Content-Disposition"))
                .contains("form-from-source-hald8.png");
        assertThat(get("/luts/form.cube?from=source&model=film").statusCode()).isEqualTo(422);
        assertThat(get("/luts/form.cube?from=source&depth=8").statusCode()).isEqualTo(400);
    }

    /** Larger than what is built in memory. */
    @Test
    void streamsALargeFile() {
        byte[] cube = TestUploads.cube(TestUploads.look(13, 72));
        assertThat(cube.length).isGreaterThan(8 << 20);
        String path = upload("large.cube", cube).at("/links/source").stringValue();

        HttpResponse<byte[]> file = get(path);

        assertThat(file.body()).isEqualTo(cube);
        assertThat(header(file, "Content-Length")).isEqualTo(String.valueOf(cube.length));
        assertThat(header(file, "Repr-Digest")).isEqualTo(digest(cube));
    }

    @Test
    void writesALatticeOfAnOlderVersion() throws IOException {
        Lut3d look = TestUploads.look(14, 5);
        upload("old.cube", TestUploads.cube(look));
        OldLattices.putInPlaceOfFiles(jdbc, Map.of("old", look));
        library.refresh();

        JsonNode lut = json(get("/luts/old"));
        assertThat(lut.at("/source/kept").booleanValue()).isTrue();
        HttpResponse<byte[]> made = get(lut.at("/links/source").stringValue());
        assertThat(header(made, "Content-Disposition")).contains("old-from-source-5.cube");
        assertThat(header(made, "Repr-Digest")).isEmpty();
        assertThat(read("a.cube", made.body()).lattice()).isEqualTo(look.lattice());
    }

    @Test
    void tellsOfADamagedFile() {
        String path = upload("hurt.cube", TestUploads.cube(TestUploads.look(15, 6)))
                .at("/links/source")
                .stringValue();
        jdbc.sql("""
                        delete from source_part where source_id =
                        (select s.id from source s join lut l on l.id = s.lut_id where l.slug = 'hurt')""").update();

        for (String damaged : new String[] {path, "/luts/hurt.cube?res=5", "/luts/hurt.png?level=2"}) {
            HttpResponse<byte[]> answer = get(damaged);
            assertThat(answer.statusCode()).as(damaged).isEqualTo(503);
            assertThat(header(answer, "Retry-After")).isEqualTo("3600");
            assertThat(header(answer, "Repr-Digest")).isEmpty();
            assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(json(answer).get("code").stringValue()).isEqualTo("source-damaged");
        }
    }

    private JsonNode upload(String name, byte[] file) {
        var upload = new Multipart().file("file", name, file).field("encode", "false");
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).isEqualTo(201);
        uploaded.add(header(answer, "Location"));
        return json(answer);
    }

    private static Lut3d read(String name, byte[] file) throws IOException {
        return LutFormats.read(name, new ByteArrayInputStream(file), FormatLimits.DEFAULT)
                .lut();
    }

    private static String digest(byte[] file) {
        return "sha-256=:%s:".formatted(Base64.getEncoder().encodeToString(sha256(file)));
    }

    private static byte[] sha256(byte[] file) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
