package dev.lutra.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The device that computes for requests.
 *
 * @param device {@code auto} (CUDA if it is available), {@code cpu}, {@code cuda} or {@code cuda:N}; the environment
 *     variable is {@code LUTRA_DEVICE}
 */
@ConfigurationProperties("lutra")
public record ComputeSettings(@DefaultValue("auto") String device) {}
