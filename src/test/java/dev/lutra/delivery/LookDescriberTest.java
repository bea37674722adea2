package dev.lutra.delivery;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.lutra.Waiting;
import dev.lutra.library.LookDescriptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LookDescriberTest {

    private final LookDescriptions descriptions = mock(LookDescriptions.class);

    @Test
    void goesOnAfterAFailureThatNobodyExpects() throws InterruptedException {
        var turns = new AtomicInteger();
        when(descriptions.missing()).thenAnswer(call -> {
            if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose");
            }
            return Stream.empty();
        });
        var defaults = new Binder(new MapConfigurationPropertySource());
        var pools = new DeliveryPools(
                defaults.bindOrCreate("lutra.delivery", DeliverySettings.class),
                defaults.bindOrCreate("lutra.image", ImageSettings.class));
        var describer = new LookDescriber(descriptions, mock(ForwardMaps.class), pools);
        describer.start();
        try {
            Waiting.until("another turn", () -> turns.get() > 1);
        } finally {
            describer.stop();
        }
    }
}
