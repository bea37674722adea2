package dev.lutra.delivery;

import dev.lutra.compute.Permit;
import dev.lutra.compute.Results;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/**
 * Streams archives of looks. A few looks are decoded and compressed ahead of the one that is written, so that all
 * processors are busy. The memory does not grow with the number of looks, nor with their sizes: a large look is not
 * computed ahead, but slab by slab while it is written.
 */
@Service
@Profile("api")
public final class Archives {

    /** Increment this if archives of the same files have other bytes. */
    private static final int VERSION = 1;

    private static final int DIGEST_BYTES = 16;

    /** The most bytes of looks that one archive computes ahead. */
    private static final long BYTES_AHEAD = 32L << 20;

    private final Delivery delivery;
    private final DeliverySettings settings;
    private final DeliveryPools pools;

    Archives(Delivery delivery, DeliverySettings settings, DeliveryPools pools) {
        this.delivery = delivery;
        this.settings = settings;
        this.pools = pools;
    }

    /** The strong ETag of an archive, with its quotes. The archive is not computed for it. */
    public String etag(ArchiveRequest request) {
        var parts = new ArrayList<>(List.of("zip " + VERSION, request.newest().toString()));
        for (ArchiveRequest.Text text : request.texts()) {
            parts.addAll(List.of(text.path(), text.content()));
        }
        for (ArchiveRequest.Look look : request.looks()) {
            parts.addAll(List.of(
                    look.path(),
                    look.addedAt().toString(),
                    delivery.etag(look.file()),
                    String.valueOf(delivery.isStreamed(look.file()))));
        }
        byte[] digest = DigestUtils.sha256(String.join("\n", parts));
        return '"' + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + '"';
    }

    /**
     * Writes an archive. If it fails, the archive is not completed.
     *
     * @param client the client whose number of streams is limited
     * @param target opened once the first bytes exist, and left open
     * @throws IOException if the client does not read the archive, or not in time
     * @throws dev.lutra.compute.Overloaded if too many answers are streamed, in all or to this client
     */
    public void stream(ArchiveRequest request, String client, Delivery.Target target) throws IOException {
        Permit place = delivery.enter(client);
        Delivery.Target paced = () -> new AnswerStream(target.open(), settings.streamTime());
        try (place;
                var ahead = new LooksAhead(request.looks());
                var archive = new ArchiveFile(pools.rendering(), paced)) {
            // The first look is computed before anything is written, because an early failure is still a problem
            // answer.
            ahead.begin();
            for (ArchiveRequest.Text text : request.texts()) {
                archive.add(text.path(), request.newest(), text.content());
            }
            for (ArchiveRequest.Look look : request.looks()) {
                add(look, ahead, archive);
            }
            archive.finish();
        }
    }

    private void add(ArchiveRequest.Look look, LooksAhead ahead, ArchiveFile archive) throws IOException {
        LutRequest file = look.file();
        if (delivery.isStreamed(file)) {
            delivery.write(file.uncompressed(), () -> archive.open(look.path(), look.addedAt()));
            archive.closeEntry();
        } else {
            archive.addGzip(look.path(), look.addedAt(), ahead.next());
        }
    }

    /** The looks that are computed ahead, each by a thread that waits for the pools. */
    private final class LooksAhead implements AutoCloseable {

        private final Iterator<LutRequest> waiting;
        private final Queue<Future<byte[]>> running = new ArrayDeque<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        /** The most looks that run or wait to be written: some for each thread, unless they are large. */
        private final long places;

        LooksAhead(List<ArchiveRequest.Look> looks) {
            waiting = looks.stream()
                    .map(ArchiveRequest.Look::file)
                    .filter(file -> !delivery.isStreamed(file))
                    .iterator();
            long largest = looks.stream()
                    .mapToLong(look -> look.file().estimatedBytes())
                    .max()
                    .orElse(1);
            places = Math.clamp(BYTES_AHEAD / Math.max(1, largest), 1, settings.renderingPoolThreads() + 2);
        }

        /** Starts, and waits for the first look. */
        void begin() throws IOException {
            fill();
            Future<byte[]> first = running.peek();
            if (first != null) {
                Results.await(first);
            }
        }

        /** The next look as a gzip file. */
        byte[] next() throws IOException {
            fill();
            return Results.await(running.remove());
        }

        private void fill() {
            while (running.size() < places && waiting.hasNext()) {
                LutRequest file = waiting.next();
                running.add(threads.submit(() -> gzip(file)));
            }
        }

        private byte[] gzip(LutRequest file) throws IOException {
            var out = new ByteArrayOutputStream((int) file.estimatedBytes());
            delivery.write(file, () -> out);
            return out.toByteArray();
        }

        /** Stops what runs, because its results are not needed any more. */
        @Override
        public void close() {
            threads.shutdownNow();
            threads.close();
        }
    }
}
