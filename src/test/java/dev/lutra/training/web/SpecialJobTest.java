package dev.lutra.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.Multipart;
import dev.lutra.ServiceTest;
import dev.lutra.Waiting;
import dev.lutra.color.Lut3d;
import dev.lutra.library.upload.TestUploads;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Trainings of special kinds: on the colours of photographs that come with the job, and of bijective networks. */
class SpecialJobTest extends ServiceTest {

    @Test
    void trainsOnTheColoursOfPhotographs() throws InterruptedException {
        var look = new Multipart()
                .file("file", "for-photographs.cube", TestUploads.cube(TestUploads.look(31, 5)))
                .field("encode", "false");
        assertThat(post("/luts", look).statusCode()).isEqualTo(201);
        var job = new Multipart()
                .json("job", """
                        {"name":"On photographs","luts":["for-photographs"],"preset":"tiny","iterations":20}""")
                .file("image", "dusk.png", png(0x402010))
                .file("image", "dawn.png", png(0xC0D0FF));
        HttpResponse<byte[]> accepted = post("/training-jobs", job);
        assertThat(accepted.statusCode()).isEqualTo(202);
        JsonNode done = await(header(accepted, "Location"));
        assertThat(done.get("state").stringValue()).as(done.toString()).isEqualTo("SUCCEEDED");
        String model = done.get("model").stringValue();
        assertThat(json(get("/models/" + model)).get("provenance").stringValue())
                .contains("colours");
        assertThat(json(get("/luts/for-photographs?model=" + model))
                        .get("index")
                        .intValue())
                .isZero();
        send(authorized("/luts/for-photographs").DELETE());
    }

    @Test
    void trainsABijectiveNetworkOnWhatCanBeUndone() throws InterruptedException {
        upload("undoable", Lut3d.identity(9));
        upload("muddle", TestUploads.look(32, 9));
        JsonNode done = await(header(submit("""
                        {"name":"Undoing","luts":["undoable","muddle"],"bijective":true,"iterations":10}"""), "Location"));
        assertThat(done.get("state").stringValue()).as(done.toString()).isEqualTo("SUCCEEDED");
        JsonNode model = json(get("/models/" + done.get("model").stringValue()));
        assertThat(model.get("bijective").booleanValue()).isTrue();
        assertThat(model.get("luts").intValue()).isEqualTo(1);
        JsonNode failed = await(header(submit("{\"luts\":[\"muddle\"],\"bijective\":true}"), "Location"));
        assertThat(failed.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.get("error").stringValue()).contains("undone");
        send(authorized("/luts/undoable").DELETE());
        send(authorized("/luts/muddle").DELETE());
    }

    @Test
    void namesThePhotographThatIsNone() {
        HttpResponse<byte[]> refused = post(
                "/training-jobs",
                new Multipart().file("image", "a.png", png(0)).file("image", "notes.txt", new byte[] {1, 2}));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("code").stringValue()).isEqualTo("photograph-unreadable");
        assertThat(json(refused).at("/errors/0/detail").stringValue()).startsWith("notes.txt");
    }

    private void upload(String name, Lut3d lut) {
        var file = new Multipart()
                .file("file", name + ".cube", TestUploads.cube(lut))
                .field("encode", "false");
        assertThat(post("/luts", file).statusCode()).isEqualTo(201);
    }

    private HttpResponse<byte[]> submit(String json) {
        return send(
                authorized("/training-jobs", "Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private JsonNode await(String job) {
        return Waiting.until(
                job, () -> json(get(job)), state -> !state.get("finishedAt").isNull());
    }

    private HttpResponse<byte[]> post(String path, Multipart body) {
        return send(authorized(path, "Content-Type", body.contentType()).POST(body.body()));
    }

    private static byte[] png(int rgb) {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, rgb + x);
            }
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
