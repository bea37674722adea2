package dev.lutra.network.learn;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.DetailEncoder;
import dev.lutra.codec.EncodedDetail;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.LookCode;
import dev.lutra.network.Network;
import dev.lutra.network.OutputRange;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Adds details to embeddings of looks until they have the promised accuracy, and measures the delivered looks. */
public final class LookEncoder {

    private final Decoder decoder;
    private final Evaluation evaluation;
    private final DetailEncoder details;
    private final int threads;

    /**
     * Prepares to encode looks with a network.
     *
     * @param decoder the decoder of the network
     * @param network the network of the embeddings
     * @param threads the number of threads that compute at the same time
     */
    public LookEncoder(Decoder decoder, Network network, int threads) {
        this.decoder = decoder;
        this.threads = threads;
        evaluation = new Evaluation(decoder);
        details = new DetailEncoder(network.details());
    }

    /**
     * Makes details.
     *
     * @param sources the looks
     * @param embeddings one for each look
     * @param accuracies the requested accuracy of each look; if it cannot be met, the look has no detail and no promise
     * @param done receives the number of finished looks, from several threads
     * @param cancelled called ten times a second
     * @return one for each look, or null if cancelled
     */
    public @Nullable List<EncodedLook> encode(
            List<Lut3d> sources,
            List<Embedding> embeddings,
            List<Accuracy> accuracies,
            IntConsumer done,
            BooleanSupplier cancelled) {
        var count = new AtomicInteger();
        try (var work = new CancellableWork(threads, "detail-")) {
            var running = new ArrayList<Future<EncodedLook>>();
            for (int i = 0; i < sources.size(); i++) {
                Lut3d source = sources.get(i);
                Embedding embedding = embeddings.get(i);
                Accuracy accuracy = accuracies.get(i);
                running.add(work.submit(() -> {
                    EncodedLook look = encode(source, embedding, accuracy);
                    done.accept(count.incrementAndGet());
                    return look;
                }));
            }
            var looks = new ArrayList<EncodedLook>();
            for (Future<EncodedLook> look : running) {
                EncodedLook encoded = work.await(look, cancelled);
                if (encoded == null) {
                    return null;
                }
                looks.add(encoded);
            }
            return looks;
        }
    }

    /**
     * Makes the detail of one look, on this thread.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public EncodedLook encode(Lut3d source, Embedding embedding, Accuracy accuracy) throws InterruptedException {
        RgbBox range = OutputRange.of(source);
        EncodedDetail detail = accuracy.isNone() ? null : detail(source, range, embedding, accuracy);
        byte[] bytes = detail == null ? null : detail.bytes();
        var encoded = new EncodedLut(embedding.values(), bytes, source.domain(), range);
        Fidelity fidelity = evaluation.overGamut(encoded, source);
        return new EncodedLook(
                new LookCode(embedding, bytes), range, detail == null ? Accuracy.NONE : accuracy, fidelity);
    }

    /** Returns null if no detail meets the accuracy. */
    private @Nullable EncodedDetail detail(Lut3d source, RgbBox range, Embedding embedding, Accuracy accuracy)
            throws InterruptedException {
        var look = new Lut3d(source.size(), RgbBox.UNIT, range.toUnit(source.lattice()));
        EncodedDetail detail = details.encodeShorter(look, range, decoder.prediction(embedding.values()), accuracy);
        return detail.meets(accuracy) ? detail : null;
    }
}
