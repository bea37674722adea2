package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A source of a model's LUTs: a decoder in this process, or a service. */
interface Deliveries extends AutoCloseable {

    /**
     * A LUT on a lattice over its domain.
     *
     * @param index the index in the model
     * @param size points along one edge
     */
    Lut3d get(int index, int size) throws IOException, InterruptedException;

    @Override
    void close();

    /** Decodes LUTs in this process. */
    static Deliveries of(Model model, ComputeOptions compute) {
        Decoder decoder = Decoder.open(model.network(), compute.device(), compute.threads());
        return new Deliveries() {

            @Override
            public Lut3d get(int index, int size) {
                return decoder.toLut(model.encoded(index), size);
            }

            @Override
            public void close() {
                decoder.close();
            }
        };
    }

    /** Fetches LUTs as {@code .cube} files from a service, by their ids. */
    static Deliveries of(Model model, URI service) {
        HttpClient client = HttpClient.newHttpClient();
        return new Deliveries() {

            @Override
            public Lut3d get(int index, int size) throws IOException, InterruptedException {
                ModelLut lut = model.luts().get(index);
                // Only this dialect has the lattice behind a shaper.
                String dialect = lut.shaper() == null ? "" : "&dialect=resolve";
                URI address = service.resolve("/luts/%s.cube?res=%d%s".formatted(lut.id(), size, dialect));
                HttpResponse<InputStream> answer =
                        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() != 200) {
                        throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
                    }
                    return LutFormats.read("served.cube", body, FormatLimits.DEFAULT)
                            .lut();
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
