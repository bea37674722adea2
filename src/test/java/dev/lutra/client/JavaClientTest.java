package dev.lutra.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lutra.ServiceTest;
import dev.lutra.client.api.ApiKeysApi;
import dev.lutra.client.api.BlendsApi;
import dev.lutra.client.api.FilesApi;
import dev.lutra.client.api.InversesApi;
import dev.lutra.client.api.LibraryApi;
import dev.lutra.client.api.ModelsApi;
import dev.lutra.client.api.TrainingJobsApi;
import dev.lutra.client.model.Activation;
import dev.lutra.client.model.AddedApiKey;
import dev.lutra.client.model.ApiKey;
import dev.lutra.client.model.BlendRequest;
import dev.lutra.client.model.Fault;
import dev.lutra.client.model.Inverse;
import dev.lutra.client.model.Lut;
import dev.lutra.client.model.LutPage;
import dev.lutra.client.model.Model;
import dev.lutra.client.model.NewApiKey;
import dev.lutra.client.model.Problem;
import dev.lutra.client.model.Rejected;
import dev.lutra.client.model.TrainingJob;
import dev.lutra.client.model.TrainingRequest;
import dev.lutra.client.model.UploadAnswer;
import dev.lutra.library.upload.TestUploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientResponseException;

/** What the README tells, through the client that the build generates from {@code openapi.yaml}. */
class JavaClientTest extends ServiceTest {

    private static final String LOOK = "kodak-portra-160";

    @TempDir
    private Path folder;

    private ApiClient client;
    private LibraryApi library;
    private FilesApi files;
    private TrainingJobsApi jobs;
    private final List<String> reported = new ArrayList<>();

    @BeforeEach
    void connect() {
        client = client(apiKey());
        library = new LibraryApi(client);
        files = new FilesApi(client);
        jobs = new TrainingJobsApi(client);
    }

    @Test
    void runsWhatTheDocumentationShows() throws IOException {
        example(address(), apiKey(), folder, write("by-the-book.cube", 41));
        assertThat(folder.resolve("portra.cube")).content().contains("LUT_3D_SIZE 33");
        assertThat(ImageIO.read(folder.resolve("portra.png").toFile()).getWidth())
                .isEqualTo(512);
        assertThat(reported).containsExactly("invalid-parameters");
        library.deleteLut("by-the-book");
        assertThat(Documentation.file(Path.of("src/test/java/dev/lutra/client/JavaClientTest.java")))
                .contains(Documentation.example("java"));
    }

    private void example(String address, String key, Path folder, Path file) throws IOException {
        var lutra = new ApiClient().setBasePath(address);
        lutra.setBearerToken(key);
        var library = new LibraryApi(lutra);
        var files = new FilesApi(lutra);

        Lut look = library.listLuts("portra", null, null, null, null, null, null)
                .getItems()
                .getFirst();
        String cube = files.getLutCube(look.getId(), 33, null, null, null, null, null);
        Files.writeString(folder.resolve("portra.cube"), cube);
        Resource hald = files.getLutHald(look.getId(), 8, null, null, null, null, null, null, null);
        Files.write(folder.resolve("portra.png"), hald.getContentAsByteArray());

        List<Resource> upload = List.of(new FileSystemResource(file));
        UploadAnswer mine = library.uploadLuts(upload, null, List.of("mine"), null, null, null, false, null);
        try {
            files.getLutCube(mine.getId(), 1000, null, null, null, null, null);
        } catch (RestClientResponseException e) {
            Problem problem = requireNonNull(e.getResponseBodyAs(Problem.class));
            report(problem.getCode(), problem.getErrors());
        }
    }

    private void report(String code, @Nullable List<Fault> faults) {
        assertThat(faults).isNotEmpty();
        reported.add(code);
    }

    @Test
    void findsLooks() {
        LutPage page = library.listLuts("kodak", List.of("color"), "film", 0, 1, null, null);
        assertThat(page.getTotal()).isEqualTo(2);
        assertThat(page.getItems()).extracting(Lut::getId).containsExactly(LOOK);
        Lut lut = library.getLut("log-to-hdr", null);
        assertThat(lut.getTitle()).isEqualTo("Log to HDR");
        assertThat(lut.getSource().getSize()).isEqualTo(33);
        assertThat(requireNonNull(lut.getFidelity()).getPsnr()).isNull();
        assertThat(lut.getLinks()).containsEntry("cube", "/luts/log-to-hdr.cube?model=film");
    }

    @Test
    void fetchesFilesOnce() throws IOException {
        ResponseEntity<String> cube = files.getLutCubeWithHttpInfo(LOOK, 5, 0.5f, null, null, null, null);
        assertThat(cube.getBody()).contains("LUT_3D_SIZE 5");
        String etag = cube.getHeaders().getETag();
        ResponseEntity<String> again = files.getLutCubeWithHttpInfo(LOOK, 5, 0.5f, null, null, null, etag);
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        Resource hald = files.getLutHald(LOOK, 4, 16, null, null, "other", null, null, null);
        assertThat(ImageIO.read(hald.getInputStream()).getWidth()).isEqualTo(64);
    }

    @Test
    void blendsAndInverts() throws IOException {
        var blends = new BlendsApi(client);
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("ilford-hp5", 0.3);
        weights.put(LOOK, 0.7);
        Resource posted = blends.blendLuts(new BlendRequest().weights(weights).res(5));
        String got = blends.getBlendCube(LOOK + ":0.7,ilford-hp5:0.3", 5, null, null);
        assertThat(posted.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(got);
        Resource image = blends.blendLuts(
                new BlendRequest().weights(weights).format("png").level(3));
        assertThat(ImageIO.read(image.getInputStream()).getWidth()).isEqualTo(27);

        var inverses = new InversesApi(client);
        assertThat(inverses.getInverseCube(LOOK, 3, null, null)).contains("LUT_3D_SIZE 3");
        Inverse inverse = inverses.getInverse(LOOK, null);
        assertThat(inverse.getMethod()).isNotNull();
        assertThat(inverse.getRoundTrip().getDeltaE76().getMean()).isNotNegative();
    }

    @Test
    void uploadsAndWatchesTheEncoding() throws IOException {
        UploadAnswer lut = library.uploadLuts(
                List.of(new FileSystemResource(write("Night walk.cube", 42))),
                "By a client",
                List.of("warm", "night"),
                "CC0-1.0",
                null,
                "1/4",
                true,
                null);
        assertThat(lut.getId()).isEqualTo("by-a-client");
        assertThat(lut.getTags()).containsExactlyInAnyOrder("warm", "night");
        assertThat(lut.getModel()).isNull();
        String job = requireNonNull(lut.getLinks().get("job")).replaceFirst(".*/", "");
        assertThat(jobs.followTrainingJob(job, null)).contains("\"state\":\"SUCCEEDED\"");
        assertThat(library.getLut("by-a-client", null).getModel()).isEqualTo("film");
        library.deleteLutSource("by-a-client");
        assertThat(library.getLut("by-a-client", null).getSource().getKept()).isFalse();
        library.deleteLut("by-a-client");
    }

    @Test
    void uploadsSeveralFiles() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.cube"), "LUT_3D_SIZE 2\n0 0\n");
        UploadAnswer report = library.uploadLuts(
                List.of(new FileSystemResource(write("one-of-two.cube", 43)), new FileSystemResource(bad)),
                null,
                null,
                null,
                null,
                null,
                false,
                null);
        assertThat(report.getAccepted()).extracting(Lut::getId).containsExactly("one-of-two");
        Rejected rejected = report.getRejected().getFirst();
        assertThat(rejected.getEntry()).isEqualTo("bad.cube");
        assertThat(rejected.getLine()).isEqualTo(2);
        assertThat(report.getJob()).isNull();
        library.deleteLut("one-of-two");
    }

    @Test
    void trainsANetworkAndTakesItHome() throws IOException {
        library.uploadLuts(
                List.of(new FileSystemResource(write("to-learn.cube", 44))), null, null, null, null, null, false, null);
        TrainingJob queued = jobs.submitTrainingJob(new TrainingRequest()
                .name("House looks")
                .luts(List.of("to-learn"))
                .preset(TrainingRequest.PresetEnum.TINY)
                .iterations(10));
        String id = queued.getId().toString();
        jobs.followTrainingJob(id, null);
        TrainingJob done = jobs.getTrainingJob(id);
        assertThat(done.getState()).as(done.getError()).isEqualTo(TrainingJob.StateEnum.SUCCEEDED);
        assertThat(done.getFinishedAt()).isAfterOrEqualTo(done.getCreatedAt());
        assertThat(jobs.listTrainingJobs(0, 500).getItems())
                .extracting(TrainingJob::getId)
                .contains(done.getId());

        var models = new ModelsApi(client);
        Model model = models.getModel(requireNonNull(done.getModel()));
        assertThat(model.getLuts()).isEqualTo(1);
        assertThat(models.listModels(0, 500).getItems())
                .extracting(Model::getId)
                .contains(model.getId(), "film");
        Resource file = models.getModelFile(model.getId(), null, null);
        assertThat(file.contentLength()).isGreaterThan(model.getParameters());
        assertThat(models.activateModel(new Activation().model("film")).getActive())
                .isTrue();
        library.deleteLut("to-learn");
    }

    @Test
    void readsProblems() {
        var missing = problem(() -> library.getLut("nobody", null));
        assertThat(missing.getStatus()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("lut-not-found");
        var range = problem(() -> files.getLutHald(LOOK, 1, null, null, null, null, null, null, null));
        assertThat(range.getCode()).isEqualTo("invalid-parameters");
        assertThat(requireNonNull(range.getErrors()).getFirst().getField()).isEqualTo("level");
        var file = problem(() -> library.uploadLuts(
                List.of(new FileSystemResource(Files.writeString(folder.resolve("x.cube"), "LUT_3D_SIZE 2\n0 0\n"))),
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        assertThat(requireNonNull(file.getErrors()).getFirst().getLine()).isEqualTo(2);
        var stranger = new LibraryApi(client("no-such-key-at-all"));
        assertThat(problem(() -> stranger.deleteLut(LOOK)).getStatus()).isEqualTo(401);
    }

    @Test
    void administersKeys() {
        var keys = new ApiKeysApi(client);
        AddedApiKey added = keys.addApiKey(new NewApiKey().name("By a client"));
        assertThat(problem(() -> new ApiKeysApi(client(added.getKey())).listApiKeys(0, 50))
                        .getCode())
                .isEqualTo("admin-key-required");
        keys.revokeApiKey(added.getId());
        ApiKey revoked = keys.getApiKey(added.getId());
        assertThat(revoked.getRevokedAt()).isNotNull();
    }

    private ApiClient client(String key) {
        var made = new ApiClient().setBasePath(address());
        made.setBearerToken(key);
        return made;
    }

    private Path write(String name, int seed) throws IOException {
        return Files.write(folder.resolve(name), TestUploads.cube(TestUploads.look(seed, 5)));
    }

    private static Problem problem(ThrowingCallable call) {
        return requireNonNull(
                catchThrowableOfType(RestClientResponseException.class, call).getResponseBodyAs(Problem.class));
    }
}
