package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JobOrderTest {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void isReadAsItWasWritten() {
        var train = new JobOrder(train("*"), List.of("a", "b"), true, "4bf9");
        var encode = new JobOrder(encode("3"), List.of("look"), false, null);
        for (JobOrder order : List.of(train, encode)) {
            assertThat(json.readValue(json.writeValueAsString(order), JobOrder.class))
                    .isEqualTo(order);
        }
    }

    @Test
    void isReadFromARowOfAnEarlierVersion() {
        JobOrder train = json.readValue("""
                {"request":{"mode":"TRAIN","name":"Summer","luts":["a","b"],"model":null,"preset":"SMALL",
                "colors":"NATURAL","photographs":"AAAA","loss":"delta-e","bijective":true,"accuracy":"0.5/2",
                "blends":true,"activate":true,"iterations":30,"seed":7},"forAll":true,"trace":"4bf9"}""", JobOrder.class);
        assertThat(train).isEqualTo(new JobOrder(train("a", "b"), List.of("a", "b"), true, "4bf9"));
        JobOrder encode = json.readValue("""
                {"request":{"mode":"ENCODE","name":null,"luts":["look"],"model":"film","preset":"DEFAULT",
                "colors":"UNIFORM","photographs":null,"loss":"color","bijective":false,"accuracy":null,"blends":null,
                "activate":false,"iterations":null,"seed":0},"forAll":false,"trace":null}""", JobOrder.class);
        assertThat(encode).isEqualTo(new JobOrder(encode("look"), List.of("look"), false, null));
    }

    private static TrainRequest train(String... luts) {
        return new TrainRequest(
                "Summer",
                List.of(luts),
                Preset.SMALL,
                Colors.NATURAL,
                "AAAA",
                Loss.DELTA_E,
                true,
                "0.5/2",
                null,
                true,
                30,
                7);
    }

    private static EncodeRequest encode(String lut) {
        return new EncodeRequest(null, List.of(lut), "film", null);
    }
}
