package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.library.KeptSource;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.ModelLut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlendBuilderTest {

    private static final LutLayout LAYOUT = LutFormats.CUBE.layoutOfSize(5);

    /** Entries in which sums depend on their order: 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1. */
    private static final List<Entry> ENTRIES = List.of(
            new Entry("b", 0.1), new Entry("a", 0.7), new Entry("b", 0.2), new Entry("c", 0.5), new Entry("b", 0.3));

    private final Library library = mock(Library.class);

    private record Entry(String id, double weight) {}

    @BeforeEach
    void fill() {
        // Keys in another order than ids: they are as the LUTs came.
        long key = 9;
        for (String id : List.of("a", "b", "c", "d")) {
            when(library.find(id, null)).thenReturn(lut(key--, id));
        }
    }

    @Test
    void isOneBlendInWhateverOrderItsEntriesCome() {
        ColorMap first = mix(ENTRIES);
        assertThat(first.title()).isEqualTo("38.89 % Title of a, 33.33 % Title of b, 27.78 % Title of c");
        assertThat(first.name()).isEqualTo("a-38.89-b-33.33-c-27.78");
        List<List<Entry>> orders = permutations(ENTRIES);
        assertThat(orders).hasSize(120);
        for (List<Entry> order : orders) {
            ColorMap blend = mix(order);
            assertThat(blend).as("%s", order).isEqualTo(first);
            assertThat(blend.title()).isEqualTo(first.title());
            assertThat(blend.name()).isEqualTo(first.name());
            assertThat(key(blend)).isEqualTo(key(first));
        }
    }

    @Test
    void namesEqualWeightsById() {
        assertThat(mix(List.of(new Entry("d", 2), new Entry("a", 2))).name()).isEqualTo("a-50-d-50");
        assertThat(mix(List.of(new Entry("d", 3), new Entry("a", 1))).name()).isEqualTo("d-75-a-25");
    }

    @Test
    void addsWeightsThatAreTooLargeToBeAdded() {
        List<Entry> huge = List.of(
                new Entry("a", Double.MAX_VALUE), new Entry("a", Double.MAX_VALUE), new Entry("b", Double.MAX_VALUE));
        assertThat(mix(huge).name()).isEqualTo("a-66.67-b-33.33");
    }

    private ColorMap mix(List<Entry> entries) {
        var mix = new BlendBuilder(library, Blend.Space.OUTPUT, 16);
        entries.forEach(entry -> mix.add("mix", entry.id, entry.weight));
        return mix.subject("mix");
    }

    /** What the ETag is made of, and the answer is kept under. */
    private static String key(ColorMap subject) {
        return new LutRequest(subject, LAYOUT, 1, false).key("cpu");
    }

    private static List<List<Entry>> permutations(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Entry>> all = new ArrayList<>();
        for (int first = 0; first < entries.size(); first++) {
            List<Entry> rest = new ArrayList<>(entries);
            Entry chosen = rest.remove(first);
            for (List<Entry> behind : permutations(rest)) {
                List<Entry> whole = new ArrayList<>(List.of(chosen));
                whole.addAll(behind);
                all.add(whole);
            }
        }
        return all;
    }

    private static LibraryLut lut(long key, String id) {
        return new LibraryLut(
                key,
                id,
                "Title of " + id,
                List.of(),
                null,
                null,
                new ModelLut.Source("cube", 5, id, 100),
                KeptSource.FILE,
                RgbBox.UNIT,
                null,
                Accuracy.NONE,
                List.of(),
                Instant.EPOCH,
                null,
                null);
    }
}
