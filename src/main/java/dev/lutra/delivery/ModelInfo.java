package dev.lutra.delivery;

import dev.lutra.library.Library;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Names the active model and the device that it runs on in {@code /actuator/info}. */
@Component
@Profile("api")
final class ModelInfo implements InfoContributor {

    private final Library library;
    private final Decoders decoders;

    ModelInfo(Library library, Decoders decoders) {
        this.library = library;
        this.decoders = decoders;
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> lutra = new LinkedHashMap<>();
        String device = decoders.device();
        if (device != null) {
            lutra.put("device", device);
        }
        library.active().ifPresent(model -> {
            lutra.put("model", model.id());
            lutra.put("luts", library.holdings(model).size());
        });
        builder.withDetail("lutra", lutra);
    }
}
