package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Lut3d;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.NewEncoding;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Encoder;
import dev.lutra.network.LookEncoder;
import dev.lutra.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LUTs that are encoded together: their embeddings first, unless the model holds those, then their details. */
final class EncodeBatch {

    private final RunningJob job;
    private final List<LibraryLut> luts = new ArrayList<>();
    private final List<Lut3d> lattices = new ArrayList<>();
    /** Null for those that are to be fitted. */
    private final List<@Nullable Embedding> embeddings = new ArrayList<>();

    private EncodeBatch(RunningJob job) {
        this.job = job;
    }

    /**
     * Reads the sources of some LUTs. Those that were deleted meanwhile are passed over.
     *
     * @param held what the model holds, by the LUTs' keys
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

    /** @throws RunningJob.JobInterrupted if the run is to end */
    List<NewEncoding> encode(Encoder encoder, LookEncoder details, Network network, EncodeProgress progress) {
        fit(encoder, progress);
        List<Accuracy> accuracies =
                luts.stream().map(lut -> job.request().accuracy(lut, network)).toList();
        List<EncodedLook> looks = unlessInterrupted(details.encode(
                lattices,
                embeddings.stream().map(Objects::requireNonNull).toList(),
                accuracies,
                done -> progress.measured(done, luts.size()),
                job));
        var encodings = new ArrayList<NewEncoding>();
        for (int i = 0; i < luts.size(); i++) {
            encodings.add(new NewEncoding(luts.get(i), looks.get(i)));
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
        List<Embedding> fitted = unlessInterrupted(encoder.encode(
                fresh.stream().map(lattices::get).toList(), part -> progress.encoding(part, luts.size()), job));
        for (int i = 0; i < fresh.size(); i++) {
            embeddings.set(fresh.get(i), fitted.get(i));
        }
    }

    private <T> T unlessInterrupted(@Nullable T result) {
        if (result == null) {
            job.check();
            throw new IllegalStateException("an encoding ended without a reason");
        }
        return result;
    }
}
