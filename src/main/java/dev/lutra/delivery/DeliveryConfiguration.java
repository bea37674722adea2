package dev.lutra.delivery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, ImageSettings.class, ComputeSettings.class})
class DeliveryConfiguration {}
