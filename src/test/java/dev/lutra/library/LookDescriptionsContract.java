package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.color.Interpolation;
import dev.lutra.color.LookDescription;
import dev.lutra.color.Signature;
import dev.lutra.color.Trait;
import dev.lutra.library.upload.TestUploads;
import dev.lutra.library.upload.UploadDetails;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How LUTs get their descriptions, on every database. */
abstract class LookDescriptionsContract {

    private static final Signature GREY = Signature.of(grey());

    private final Map<String, Object> database;

    @TempDir
    private Path models;

    private TestLibrary node;
    private TestLibrary other;

    LookDescriptionsContract(TestDatabase kind) {
        database = kind.settings();
    }

    @BeforeEach
    void start() throws IOException {
        ModelFile.write(TestModels.film(), models.resolve("film.safetensors"));
        node = new TestLibrary(database, models);
        other = new TestLibrary(database, models);
    }

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    private static float[] grey() {
        float[] colors = Signature.probes();
        for (int i = 0; i < colors.length; i += 3) {
            colors[i] = colors[i + 1];
            colors[i + 2] = colors[i + 1];
        }
        return colors;
    }

    @Test
    void addsWhatModelFilesDoNotHold() {
        List<LibraryLut> missing = descriptions(node).missing().toList();
        assertThat(missing).hasSize(6);
        assertThat(node.library().find("ilford-hp5", null).traits()).isEmpty();
        assertThat(descriptions(node).add(missing.subList(0, 2), lut -> Optional.of(GREY)))
                .isEqualTo(2);
        other.library().refresh();
        for (TestLibrary each : List.of(node, other)) {
            LibraryLut lut = each.library().find("ilford-hp5", null);
            assertThat(lut.description()).isEqualTo(LookDescription.of(GREY));
            assertThat(lut.traits()).contains(Trait.MONOCHROME);
            assertThat(descriptions(each).missing()).hasSize(4);
        }
    }

    @Test
    void leavesAloneWhatCannotBeDecoded() {
        List<LibraryLut> some = descriptions(node).missing().limit(2).toList();
        assertThat(descriptions(node).add(some, lut -> Optional.empty())).isZero();
        assertThat(descriptions(node).missing()).hasSize(4).doesNotContainAnyElementsOf(some);
        assertThat(some).allMatch(descriptions(node)::isUnreadable);
        LibraryLut next = descriptions(node).missing().findFirst().orElseThrow();
        assertThat(descriptions(node).isUnreadable(next)).isFalse();
    }

    @Test
    void looksAgainIfTheProbeColoursAreOthers() {
        List<LibraryLut> missing = descriptions(node).missing().toList();
        assertThat(descriptions(node).add(missing, lut -> Optional.of(GREY))).isEqualTo(missing.size());
        byte[] another = GREY.bytes();
        another[0]++;
        node.bean(JdbcClient.class)
                .sql("update lut set signature = ?")
                .param(another)
                .update();
        try (var updated = new TestLibrary(database, models)) {
            List<LibraryLut> again = descriptions(updated).missing().toList();
            assertThat(again).hasSameSizeAs(missing);
            assertThat(descriptions(updated).add(again, lut -> Optional.of(GREY)))
                    .isEqualTo(missing.size());
            assertThat(descriptions(updated).missing()).isEmpty();
        }
    }

    @Test
    void findsNoNeighboursAmongLutsAtWhichItHasNotLooked() {
        LibraryLut lut = node.library().find("ilford-hp5", null);
        assertThat(node.library().nearest(GREY, null, 0, 9).total()).isZero();
        descriptions(node).add(descriptions(node).missing().limit(2).toList(), each -> Optional.of(GREY));
        Neighbours all = node.library().nearest(GREY, null, 0, 1);
        assertThat(all.total()).isEqualTo(2);
        assertThat(all.items()).hasSize(1);
        Neighbours others = node.library().nearest(GREY, lut, 0, 9);
        assertThat(others.items()).extracting(near -> near.lut().id()).containsExactly("kodak-portra-160");
        assertThat(others.items().getFirst().lut().encoding()).isPresent();
    }

    @Test
    void looksAtAnUploadAtOnce() {
        var details = new UploadDetails(null, List.of(), null, null, null, false);
        node.uploads().store(List.of(TestUploads.file("noise.cube", 3, 5)), details);
        LibraryLut lut = node.library().find("noise", null);
        float[] colors = Signature.probes();
        Interpolation.TETRAHEDRAL.apply(node.luts().source(lut), colors, colors, colors.length / 3);
        assertThat(lut.description()).isEqualTo(LookDescription.of(Signature.of(colors)));
    }

    @Test
    void leavesALutThatIsGone() {
        List<LibraryLut> missing = descriptions(node).missing().toList();
        other.library().refresh();
        int added = descriptions(node).add(missing, lut -> {
            if (lut.id().equals("a.b")) {
                other.luts().delete("ilford-hp5");
            }
            return Optional.of(GREY);
        });
        assertThat(added).isEqualTo(missing.size());
        assertThat(descriptions(node).missing()).isEmpty();
        assertThatExceptionOfType(LutNotFound.class)
                .isThrownBy(() -> node.library().find("ilford-hp5", null));
    }

    @Test
    void looksAtEachOnlyOnceHoweverManyNodes() throws Exception {
        Map<Long, Integer> looks = new ConcurrentHashMap<>();
        var together = new CountDownLatch(2);
        var work = new ArrayList<Future<?>>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (TestLibrary each : List.of(node, other)) {
                work.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    LookDescriptions descriptions = descriptions(each);
                    for (var some = some(descriptions); !some.isEmpty(); some = some(descriptions)) {
                        descriptions.add(some, lut -> {
                            looks.merge(lut.key(), 1, Integer::sum);
                            return Optional.of(GREY);
                        });
                    }
                    return null;
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertThat(looks)
                .hasSize(6)
                .allSatisfy((lut, count) -> assertThat(count).isOne());
    }

    private static List<LibraryLut> some(LookDescriptions descriptions) {
        return descriptions.missing().limit(2).toList();
    }

    private static LookDescriptions descriptions(TestLibrary of) {
        return of.bean(LookDescriptions.class);
    }
}
