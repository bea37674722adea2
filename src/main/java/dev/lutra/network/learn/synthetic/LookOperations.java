package dev.lutra.network.learn.synthetic;

import dev.lutra.network.learn.synthetic.HueOperations.ChannelMixer;
import dev.lutra.network.learn.synthetic.HueOperations.HueRotation;
import dev.lutra.network.learn.synthetic.HueOperations.HueWindow;
import dev.lutra.network.learn.synthetic.HueOperations.Ripple;
import dev.lutra.network.learn.synthetic.HueOperations.WhiteBalance;
import dev.lutra.network.learn.synthetic.ToneOperations.ChannelCurves;
import dev.lutra.network.learn.synthetic.ToneOperations.Exposure;
import dev.lutra.network.learn.synthetic.ToneOperations.Fade;
import dev.lutra.network.learn.synthetic.ToneOperations.GradientMap;
import dev.lutra.network.learn.synthetic.ToneOperations.LumaCurve;
import dev.lutra.network.learn.synthetic.ToneOperations.SplitTone;

/** Draws operations as colourists use them. Each of the twelve kinds is as likely, channel curves are twice as likely. */
final class LookOperations {

    private static final int TICKETS = 13;

    private LookOperations() {}

    /**
     * Draws one operation.
     *
     * @param draws its strength is usually 0.3…1.3
     */
    static ColorOperation draw(Draws draws) {
        return switch (draws.random().nextInt(TICKETS)) {
            case 0, 1 -> ChannelCurves.draw(draws);
            case 2 -> ChannelCurves.drawCommon(draws);
            case 3 -> Exposure.draw(draws);
            case 4 -> HueRotation.draw(draws);
            case 5 -> WhiteBalance.draw(draws);
            case 6 -> ChannelMixer.draw(draws);
            case 7 -> Fade.draw(draws);
            case 8 -> SplitTone.draw(draws);
            case 9 -> HueWindow.draw(draws);
            case 10 -> GradientMap.draw(draws);
            case 11 -> LumaCurve.draw(draws);
            default -> Ripple.draw(draws);
        };
    }
}
