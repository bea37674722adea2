package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.codec.EncodedToken;
import dev.lutra.codec.Token;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ThreadPoolBulkhead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Measures tokens of looks and blends. The token is that of the file, so that the look is encoded once for both. */
@Service
@Profile("api")
public final class Tokens {

    private static final int KEPT = 10_000;

    private final Delivery delivery;
    private final UnitLattices lattices;
    private final ThreadPoolBulkhead measuring;
    private final SingleFlightCache<EncodedToken> tokens =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(KEPT));

    Tokens(Delivery delivery, UnitLattices lattices, DeliverySettings settings) {
        this.delivery = delivery;
        this.lattices = lattices;
        measuring = new ThreadPoolBulkhead(
                "token", settings.renderingPoolThreads(), settings.waiting(), settings.maxWait());
    }

    /**
     * Makes the token of the file that a request asks for, and measures it.
     *
     * @param request for a file with the layout of a token
     * @throws dev.lutra.compute.Overloaded if too many tokens are made at the same time
     */
    public EncodedToken of(LutRequest request) {
        return tokens.get(delivery.etag(request), () -> measuring.call(() -> measured(request)));
    }

    private EncodedToken measured(LutRequest request) throws IOException {
        String file = new String(delivery.bytes(request), StandardCharsets.US_ASCII);
        Lut3d look = lattices.of(request.subject(), request.strength(), Token.SIZE);
        return TokenEncoder.measure(look, Token.of(file.strip()));
    }
}
