package dev.lutra.delivery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.Multipart;
import dev.lutra.OpenColorIo;
import dev.lutra.RawClient;
import dev.lutra.ServiceTest;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.library.upload.TestUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Archives of looks over HTTP. */
class ArchiveControllerTest extends ServiceTest {

    private final List<String> uploaded = new ArrayList<>();

    @TempDir
    private Path folder;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void delete() {
        uploaded.forEach(path -> send(authorized(path).DELETE()));
    }

    @Test
    void holdsTheFilesOfTheChosenLooks() throws IOException {
        HttpResponse<byte[]> answer = get("/luts.zip?tag=kodak&res=9");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/zip");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"luts.zip\"");
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=3600, must-revalidate, public");
        Map<String, byte[]> files = unzip(answer.body());
        assertThat(files.keySet()).containsExactly("LICENSES.txt", "Kodak Portra 160-9.cube", "Kodak Gold 200-9.cube");
        assertThat(files.get("Kodak Portra 160-9.cube"))
                .isEqualTo(get("/luts/kodak-portra-160.cube?res=9").body());
        assertThat(files.get("Kodak Gold 200-9.cube"))
                .isEqualTo(get("/luts/kodak-gold-200.cube?res=9").body());
    }

    @Test
    void creditsThoseWhoMadeTheLooks() throws IOException {
        Map<String, byte[]> files = unzip(get("/luts.zip?q=log&res=5").body());

        assertThat(files.keySet()).containsExactly("LICENSES.txt", "Log to HDR-5.cube");
        assertThat(new String(files.get("LICENSES.txt"), StandardCharsets.UTF_8))
                .contains("Log to HDR-5.cube\n    Log to HDR\n    License: CC0-1.0, by Someone\n");
    }

    /** Every format that is written, and the options of each. */
    @Test
    void takesTheFormatAndItsOptions() throws IOException {
        Map<String, byte[]> files = unzip(get("/luts.zip?q=portra&format=png&level=3&depth=16&strength=0.5")
                .body());

        assertThat(files.get("Kodak Portra 160, strength 0.5-hald3-16bit.png"))
                .isEqualTo(get("/luts/kodak-portra-160.png?level=3&depth=16&strength=0.5")
                        .body());
    }

    @Test
    void pinsAModel() throws IOException {
        Map<String, byte[]> files = unzip(get("/luts.zip?model=other&res=5").body());

        assertThat(files.keySet()).containsExactly("LICENSES.txt", "Teal-5.cube", "Kodak Portra 160-5.cube");
        assertThat(files.get("Kodak Portra 160-5.cube"))
                .isEqualTo(get("/luts/kodak-portra-160.cube?res=5&model=other").body());
    }

    /** Titles may be equal, differ in letter case only, or hold what no file system takes. */
    @Test
    void givesEachLookAFileNameOfItsOwn() throws IOException {
        upload("a.cube", 1, "Zip: 50/50 \\ \"x\"");
        upload("b.cube", 2, "zip: 50/50 \\ \"X\"");
        upload("c.cube", 3, "..zip 夜景 " + "long ".repeat(38));
        upload("d.cube", 4, "..zip 夜景 " + "long ".repeat(38));

        Map<String, byte[]> files = unzip(get("/luts.zip?q=zip&res=3").body());

        assertThat(files).hasSize(5).containsKeys("Zip_ 50_50 _ _x_-3.cube", "zip_ 50_50 _ _X_ (2)-3.cube");
        assertThat(files.keySet())
                .allMatch(name -> name.length() <= 150 && name.matches("[^/\\\\:*?\"<>|]+"))
                .filteredOn(name -> name.startsWith("_zip 夜景 long"))
                .hasSize(2)
                .anyMatch(name -> name.endsWith(" (2)-3.cube"));
    }

    @Test
    void namesAllFaultsOfARequest() {
        for (String path : new String[] {"/luts.zip?format=jpeg&strength=2", "/luts.zip?res=1&strength=2"}) {
            HttpResponse<byte[]> refused = get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(422);
            assertThat(json(refused).get("errors").size()).as(path).isEqualTo(2);
        }
        JsonNode format = json(get("/luts.zip?format=jpeg")).get("errors").get(0);
        assertThat(format.get("field").stringValue()).isEqualTo("format");
        assertThat(format.get("detail").stringValue()).contains("cube", "png");
        assertThat(get("/ocio.zip?res=1").statusCode()).isEqualTo(422);
        assertThat(get("/luts.zip?tags=x").statusCode()).isEqualTo(400);
    }

    @Test
    void doesNotPackNothing() {
        for (String path : new String[] {"/luts.zip?tag=none-such", "/ocio.zip?q=none-such", "/luts.zip?model=gone"}) {
            HttpResponse<byte[]> refused = get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(404);
            assertThat(header(refused, "ETag")).isEmpty();
        }
    }

    @Test
    void isTheSameForAsLongAsItsTagIs() {
        String path = "/luts.zip?tag=kodak&res=5";
        HttpResponse<byte[]> first = get(path);
        String etag = header(first, "ETag");
        assertThat(etag).matches("\"[0-9a-f]{32}\"");
        assertThat(get(path).body()).isEqualTo(first.body());
        HttpResponse<byte[]> unchanged = get(path, "If-None-Match", etag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        HttpResponse<byte[]> head = send(request(path).HEAD());
        assertThat(header(head, "ETag")).isEqualTo(etag);
        assertThat(header(head, "Content-Type")).isEqualTo("application/zip");
        for (String other : new String[] {"/luts.zip?tag=kodak&res=6", path + "&strength=0.5", "/luts.zip?res=5"}) {
            assertThat(header(get(other), "ETag")).as(other).isNotEqualTo(etag);
        }
        assertThat(header(get("/ocio.zip?tag=kodak&res=5"), "ETag")).isNotEqualTo(etag);
    }

    /** A part of an archive must never look like a whole one. */
    @Test
    void breaksOffIfALookCannotBeMade() {
        upload("broken 1.cube", 5, "Broken 1");
        upload("broken 2.cube", 6, "Broken 2");
        jdbc.sql("""
                        delete from source_part where source_id =
                        (select s.id from source s join lut l on l.id = s.lut_id where l.slug = 'broken-2')""").update();

        HttpResponse<byte[]> small = get("/luts.zip?q=broken&res=3");
        assertThat(small.statusCode()).as("nothing was sent yet").isEqualTo(503);
        assertThat(header(small, "Content-Disposition")).isEmpty();
        assertThatExceptionOfType(UncheckedIOException.class)
                .as("the first look was sent")
                .isThrownBy(() -> get("/luts.zip?q=broken&res=33"));
    }

    /** Looks that are too large to be computed ahead are written as they come. */
    @Test
    void streamsLargeLooks() throws IOException {
        try (var node = new TestNode(TestDatabase.H2.settings(), "lutra.delivery.stream-above=100KB")) {
            node.upload(0, 3, false);
            HttpResponse<byte[]> large =
                    node.send(node.request("/luts.zip?res=33").GET(), BodyHandlers.ofByteArray());
            HttpResponse<byte[]> again =
                    node.send(node.request("/luts.zip?res=33").GET(), BodyHandlers.ofByteArray());
            assertThat(again.body()).isEqualTo(large.body());
            Map<String, byte[]> files = unzip(large.body());
            for (int look = 0; look < 3; look++) {
                assertThat(files.get("look-%d-33.cube".formatted(look)))
                        .isEqualTo(node.send(
                                        node.request("/luts/look-%d.cube?res=33".formatted(look))
                                                .GET(),
                                        BodyHandlers.ofByteArray())
                                .body());
            }
        }
    }

    /** An archive takes one of the places for streams, and leaves it when its client leaves. */
    @Test
    void endsWithItsClient() throws IOException {
        try (var node = new TestNode(TestDatabase.H2.settings(), "lutra.delivery.streams=1")) {
            node.upload(0, 8, false);
            try (var client = new RawClient(node.address(), 1 << 12)) {
                client.send("GET /luts.zip?res=65 HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(client.readHeader()).startsWith("HTTP/1.1 200");
                assertThat(node.get("/luts.zip?res=3").statusCode()).isEqualTo(429);
            }
            Waiting.until("a place", () -> node.get("/luts.zip?res=3"), answer -> answer.statusCode() == 200);
        }
    }

    @Test
    void loadsInOpenColorIo() throws IOException, InterruptedException {
        upload("o.cube", 7, "+ocio: \"50 %\", a\\b $HOME | 夜景");
        upload("p.cube", 8, "LUT ocio");
        upload("q.cube", 9, "ocio");
        var ocio = new OpenColorIo(folder);
        Map<String, byte[]> files = unzip(get("/ocio.zip?q=ocio&res=9").body());
        assertThat(files.keySet()).startsWith("config.ocio", "LICENSES.txt").hasSize(5);
        write(files);

        List<String> names = ocio.names(folder);

        assertThat(names)
                .containsExactly(
                        "_ocio_ \"50 _\"_ a\\b _HOME _ 夜景",
                        "LUT ocio",
                        "ocio",
                        "--",
                        "LUT +ocio_ \"50 _\"_ a\\b _HOME _ 夜景",
                        "LUT LUT ocio",
                        "LUT ocio (2)");
        List<String> slugs =
                uploaded.stream().map(path -> path.substring("/luts/".length())).toList();
        float[] colors = colors();
        for (int look = 0; look < slugs.size(); look++) {
            float[] expected = new float[colors.length];
            Interpolation.TETRAHEDRAL.apply(
                    cube(get("/luts/%s.cube?res=9".formatted(slugs.get(look))).body()),
                    colors,
                    expected,
                    colors.length / 3);
            assertClose(ocio.applyLook(folder, names.get(look), colors), expected);
            assertClose(ocio.applyNamedTransform(folder, names.get(slugs.size() + 1 + look), colors), expected);
        }
    }

    /** A shaper stays in a configuration; where a format has none, a text says what was lost. */
    @Test
    void keepsShapersWhereItCan() throws IOException, InterruptedException {
        upload("s.cube", shaped(), "Shaped zip");
        Map<String, byte[]> files = unzip(get("/luts.zip?q=shaped&res=17").body());
        assertThat(files.keySet()).containsExactly("LICENSES.txt", "WARNINGS.txt", "Shaped zip-17.cube");
        assertThat(new String(files.get("WARNINGS.txt"), StandardCharsets.UTF_8))
                .startsWith("Shaped zip-17.cube\n    the shaper of 4096 points was sampled");
        Map<String, byte[]> kept = unzip(
                get("/luts.zip?q=shaped&res=17&format=cube&dialect=resolve").body());
        assertThat(kept.keySet()).hasSize(2).doesNotContain("WARNINGS.txt");

        var ocio = new OpenColorIo(folder);
        write(unzip(get("/ocio.zip?q=shaped&res=17").body()));
        assertThat(folder.resolve("luts/shaped-zip-17.clf")).exists();
        float[] colors = {0, 0, 0, 0.18f, 0.18f, 0.18f, 1, 1, 1, 0.001f, 4, 16};
        float[] expected = colors.clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) logarithm(expected[i]);
        }
        assertClose(ocio.applyLook(folder, "Shaped zip", colors), expected);
    }

    /** A logarithm of 4,096 points over 0…16, and the identity behind it. */
    private static byte[] shaped() {
        var text = new StringBuilder("LUT_1D_SIZE 4096\nLUT_1D_INPUT_RANGE 0 16\nLUT_3D_SIZE 2\n");
        for (int i = 0; i < 4096; i++) {
            double value = logarithm(16.0 * i / 4095);
            text.append("%1$.9f %1$.9f %1$.9f\n".formatted(value));
        }
        text.append("0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static double logarithm(double value) {
        return Math.log1p(20 * value) / Math.log1p(20 * 16);
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static float[] colors() {
        var random = new SplittableRandom(20261126);
        var colors = new float[3 * 1000];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextFloat();
        }
        return colors;
    }

    /** To half a code of 8 bits. */
    private static void assertClose(float[] actual, float[] expected) {
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(worst).isLessThan(0.5f / 255);
    }

    private static Lut3d cube(byte[] file) throws IOException {
        return LutFormats.CUBE
                .read(new ByteArrayInputStream(file), FormatLimits.DEFAULT)
                .lut();
    }

    private void upload(String name, int seed, String title) {
        upload(name, TestUploads.cube(TestUploads.look(seed, 5)), title);
    }

    private void upload(String name, byte[] file, String title) {
        var upload =
                new Multipart().file("file", name, file).field("title", title).field("encode", "false");
        HttpResponse<byte[]> answer =
                send(authorized("/luts", "Content-Type", upload.contentType()).POST(upload.body()));
        assertThat(answer.statusCode()).isEqualTo(201);
        uploaded.add(header(answer, "Location"));
    }

    /** Reads an archive by its directory, and from front to back, as the tools of others do one or the other. */
    private Map<String, byte[]> unzip(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Path path = Files.write(folder.resolve("unzip.zip"), archive);
        try (var zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                assertThat(Objects.requireNonNull(zip.getNextEntry()).getName()).isEqualTo(file.getKey());
                assertThat(zip.readAllBytes()).isEqualTo(file.getValue());
            }
        }
        return files;
    }
}
