package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.codec.EncodedToken;
import dev.lutra.codec.Token;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ThreadPoolBulkhead;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Makes tokens of looks and blends, once each for all requests. */
@Service
@Profile("api")
public final class Tokens {

    private static final int KEPT = 10_000;

    private final Delivery delivery;
    private final UnitLattices lattices;
    private final ThreadPoolBulkhead encoding;
    private final TokenEncoder encoder = new TokenEncoder();
    private final SingleFlightCache<EncodedToken> tokens =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(KEPT));

    Tokens(Delivery delivery, UnitLattices lattices, DeliverySettings settings) {
        this.delivery = delivery;
        this.lattices = lattices;
        encoding = new ThreadPoolBulkhead(
                "token", settings.renderingPoolThreads(), settings.waiting(), settings.maxWait());
    }

    /**
     * Makes the token of the file that a request asks for, and measures it.
     *
     * @param request for a file with the layout of a token
     * @param bytes the most bytes of the token
     * @throws dev.lutra.compute.Overloaded if too many tokens are made at the same time
     */
    public EncodedToken of(LutRequest request, int bytes) {
        return tokens.get(delivery.etag(request), () -> encoding.call(() -> encode(request, bytes)));
    }

    private EncodedToken encode(LutRequest request, int bytes) throws IOException {
        Lut3d look = lattices.of(request.subject(), request.strength(), Token.SIZE);
        try {
            return encoder.encode(look, bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the encoding of a token was interrupted");
        }
    }
}
