package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Lut3d;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.NewEncoding;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Network;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.LookEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** LUTs that are encoded together. First the embeddings that the model lacks are fitted, then all details are made. */
final class EncodeBatch {

    /**
     * The number of details that are made together, which takes some seconds. Each such part is stored, and served, as
     * soon as it is done.
     */
    private static final int DETAILS_TOGETHER = 16;

    private final RunningJob job;
    private final List<LibraryLut> luts = new ArrayList<>();
    private final List<Lut3d> lattices = new ArrayList<>();
    /** An embedding is null until it is fitted. */
    private final List<@Nullable Embedding> embeddings = new ArrayList<>();

    private EncodeBatch(RunningJob job) {
        this.job = job;
    }

    /**
     * Reads the sources of some LUTs. LUTs that were deleted in the meantime are skipped.
     *
     * @param held the encodings of the model by the keys of their LUTs
     */
    static EncodeBatch of(List<LibraryLut> luts, JobLuts sources, RunningJob job, Map<Long, Encoding> held) {
        var batch = new EncodeBatch(job);
        for (LibraryLut lut : luts) {
            Optional<Lut3d> lattice = sources.source(job, lut);
            if (lattice.isPresent()) {
                batch.luts.add(lut);
                batch.lattices.add(lattice.get());
                Encoding known = held.get(lut.key());
                batch.embeddings.add(known == null ? null : known.embedding());
            }
        }
        return batch;
    }

    boolean isEmpty() {
        return luts.isEmpty();
    }

    /**
     * Encodes all LUTs of the batch.
     *
     * @param finished receives finished LUTs
     * @throws RunningJob.JobInterrupted if the run is to end
     */
    void encode(
            Encoder encoder,
            LookEncoder details,
            Network network,
            EncodeProgress progress,
            Consumer<List<NewEncoding>> finished) {
        fit(encoder, progress);
        for (int from = 0; from < luts.size(); from += DETAILS_TOGETHER) {
            int to = Math.min(from + DETAILS_TOGETHER, luts.size());
            finished.accept(complete(from, to, details, network, progress));
        }
    }

    private List<NewEncoding> complete(
            int from, int to, LookEncoder details, Network network, EncodeProgress progress) {
        List<LibraryLut> some = luts.subList(from, to);
        List<Accuracy> accuracies =
                some.stream().map(lut -> job.request().accuracy(lut, network)).toList();
        List<EncodedLook> looks = job.unlessInterrupted(details.encode(
                lattices.subList(from, to),
                embeddings.subList(from, to).stream()
                        .map(Objects::requireNonNull)
                        .toList(),
                accuracies,
                done -> progress.measured(from + done, luts.size()),
                job));
        var encodings = new ArrayList<NewEncoding>();
        for (int i = 0; i < some.size(); i++) {
            encodings.add(new NewEncoding(some.get(i), looks.get(i)));
        }
        return encodings;
    }

    private void fit(Encoder encoder, EncodeProgress progress) {
        var fresh = new ArrayList<Integer>();
        for (int i = 0; i < embeddings.size(); i++) {
            if (embeddings.get(i) == null) {
                fresh.add(i);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        List<Embedding> fitted = job.unlessInterrupted(encoder.encode(
                fresh.stream().map(lattices::get).toList(), part -> progress.encoding(part, luts.size()), job));
        for (int i = 0; i < fresh.size(); i++) {
            embeddings.set(fresh.get(i), fitted.get(i));
        }
    }
}
