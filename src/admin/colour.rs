//! One colour of the network's own, and all that is made from it: measured, so that nobody gets a
//! text they cannot read.

use std::fmt::Write;

/// A colour of the screen (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    r: u8,
    g: u8,
    b: u8,
}

/// What WCAG 2.2 AA asks of text.
pub const ENOUGH: f64 = 4.5;

const WHITE: Colour = Colour::new(0xff, 0xff, 0xff);
/// What the accent stands on in `site.css`: `--bg`, `--panel` and `--panel-2`, light and dark.
const LIGHT: [Colour; 3] = [
    WHITE,
    Colour::new(0xf8, 0xf4, 0xf6),
    Colour::new(0xee, 0xe6, 0xeb),
];
const DARK: [Colour; 3] = [
    Colour::new(0x19, 0x14, 0x18),
    Colour::new(0x24, 0x1d, 0x22),
    Colour::new(0x32, 0x29, 0x2f),
];
/// The step by which lightness is sought.
const STEP: f64 = 0.002;

impl Colour {
    const fn new(r: u8, g: u8, b: u8) -> Colour {
        Colour { r, g, b }
    }

    /// `#742a58`, with or without the sign.
    pub fn parse(text: &str) -> Option<Colour> {
        let text = text.trim();
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).ok();
        Some(Colour::new(part(0)?, part(2)?, part(4)?))
    }

    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// Relative luminance, as WCAG defines it: 0 black, 1 white.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Hue, saturation and lightness, each 0 to 1.
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = [self.r, self.g, self.b].map(|part| f64::from(part) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let (spread, lightness) = (most - least, (most + least) / 2.0);
        if spread == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let saturation = spread / (1.0 - (2.0 * lightness - 1.0).abs());
        let sixths = if most == r {
            ((g - b) / spread).rem_euclid(6.0)
        } else if most == g {
            (b - r) / spread + 2.0
        } else {
            (r - g) / spread + 4.0
        };
        (sixths / 6.0, saturation.min(1.0), lightness)
    }

    /// The same hue and saturation at another lightness.
    fn at(self, lightness: f64) -> Colour {
        self.muted(1.0, lightness)
    }

    /// The same hue at another lightness, and no more saturated than this.
    fn muted(self, most: f64, lightness: f64) -> Colour {
        let (hue, saturation, _) = self.hsl();
        let saturation = saturation.min(most);
        let lightness = lightness.clamp(0.0, 1.0);
        let reach = saturation * lightness.min(1.0 - lightness);
        let part = |n: f64| {
            let k = (n + hue * 12.0) % 12.0;
            let value = lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
            (value * 255.0).round() as u8
        };
        Colour::new(part(0.0), part(8.0), part(4.0))
    }

    /// So much of this colour in another.
    fn mixed(self, share: f64, into: Colour) -> Colour {
        let part = |mine: u8, other: u8| {
            (f64::from(mine) * share + f64::from(other) * (1.0 - share)).round() as u8
        };
        Colour::new(
            part(self.r, into.r),
            part(self.g, into.g),
            part(self.b, into.b),
        )
    }
}

/// 1 to 21.
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (one.luminance(), other.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The weakest contrast a colour has as an accent on light pages: as text and as the ground of white
/// text. Dark pages get a lighter colour of the same hue (see `Palette`): no colour is far enough
/// from both white and the dark page.
pub fn measured(colour: Colour) -> f64 {
    LIGHT
        .into_iter()
        .map(|ground| contrast(colour, ground))
        .fold(f64::MAX, f64::min)
}

pub fn is_enough(colour: Colour) -> bool {
    measured(colour) >= ENOUGH
}

/// The nearest colour of the same hue that is dark enough; the colour itself when it is.
pub fn nearest(colour: Colour) -> Colour {
    if is_enough(colour) {
        return colour;
    }
    let (_, _, mut lightness) = colour.hsl();
    loop {
        lightness -= STEP;
        let darker = colour.at(lightness);
        // At 0 it is black, which is enough.
        if is_enough(darker) || lightness <= 0.0 {
            return darker;
        }
    }
}

/// The custom properties of `site.css` that follow from the accent.
#[derive(Debug)]
struct Palette {
    accent: Colour,
    accent_2: Colour,
    tint: Colour,
    on: Colour,
    hero: Colour,
    on_hero: Colour,
    hero_2: Colour,
}

impl Palette {
    fn light(accent: Colour) -> Palette {
        let (_, _, lightness) = accent.hsl();
        let accent_2 = accent.at(lightness * 0.7);
        let hero = accent.at(lightness * 0.85);
        Palette {
            accent,
            accent_2,
            tint: whitened(accent, 0.09, &[accent, accent_2]),
            on: WHITE,
            hero,
            on_hero: WHITE,
            hero_2: whitened(accent, 0.15, &[hero]),
        }
    }

    fn dark(base: Colour) -> Palette {
        let tint = base.mixed(0.2, DARK[0]);
        let (_, _, mut lightness) = base.hsl();
        lightness = lightness.max(0.72);
        let mut grounds = DARK.to_vec();
        grounds.push(tint);
        let far = |colour: Colour| grounds.iter().all(|g| contrast(colour, *g) >= ENOUGH);
        // A full colour that is light glares on a dark page.
        let calm = |lightness: f64| base.muted(0.55, lightness);
        while !far(calm(lightness)) && lightness < 1.0 {
            lightness += STEP;
        }
        let accent = calm(lightness);
        let mut depth = 0.12;
        while contrast(base.at(depth), accent) < ENOUGH && depth > 0.0 {
            depth -= STEP;
        }
        let mut ground = base.hsl().2.min(0.22);
        while contrast(base.at(ground), WHITE) < 7.0 && ground > 0.0 {
            ground -= STEP;
        }
        let hero = base.at(ground);
        Palette {
            accent,
            accent_2: accent.at(lightness + (1.0 - lightness) * 0.4),
            tint,
            on: base.at(depth),
            hero,
            on_hero: WHITE,
            hero_2: whitened(base, 0.15, &[hero]),
        }
    }

    fn css(&self) -> String {
        let mut css = String::from(":root{");
        for (name, colour) in [
            ("accent", self.accent),
            ("accent-2", self.accent_2),
            ("tint", self.tint),
            ("on", self.on),
            ("hero", self.hero),
            ("on-hero", self.on_hero),
            ("hero-2", self.hero_2),
        ] {
            let _ = write!(css, "--{name}:{};", colour.hex());
        }
        css.push('}');
        css
    }
}

/// A trace of a colour in white, as much of it as leaves the others readable on it.
fn whitened(colour: Colour, share: f64, readable: &[Colour]) -> Colour {
    let mut share = share;
    loop {
        let pale = colour.mixed(share, WHITE);
        if share <= 0.0 || readable.iter().all(|c| contrast(*c, pale) >= ENOUGH) {
            return pale;
        }
        share -= 0.01;
    }
}

/// The style sheet that puts the network's colour over the built-in one. Of a colour that is not
/// enough, the nearest that is.
pub fn style_sheet(colour: Colour) -> String {
    let colour = nearest(colour);
    format!(
        "{}\n@media screen and (prefers-color-scheme: dark){{{}}}\n",
        Palette::light(colour).css(),
        Palette::dark(colour).css()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STYLE: &str = include_str!("../../assets/static/site.css");

    /// Everything that is read on something in a palette.
    fn pairs(p: &Palette, grounds: &[Colour]) -> Vec<(Colour, Colour)> {
        let mut all = vec![
            (p.on, p.accent),
            (p.on, p.accent_2),
            (p.accent, p.tint),
            (p.accent_2, p.tint),
            (p.on_hero, p.hero),
            (p.hero_2, p.hero),
        ];
        for ground in grounds {
            all.push((p.accent, *ground));
            all.push((p.accent_2, *ground));
        }
        all
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let [white, panel, panel_2] = LIGHT.map(Colour::hex);
        assert_eq!(white, "#ffffff");
        let light = format!("--bg:#fff; --panel:{panel}; --panel-2:{panel_2};");
        assert!(STYLE.contains(&light), "{light}");
        let [bg, panel, panel_2] = DARK.map(Colour::hex);
        let dark = format!("--bg:{bg}; --panel:{panel}; --panel-2:{panel_2};");
        assert!(STYLE.contains(&dark), "{dark}");
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let black = Colour::new(0, 0, 0);
        assert!((contrast(WHITE, black) - 21.0).abs() < 1e-9);
        let grey = Colour::parse("#767676").unwrap();
        assert!((contrast(grey, WHITE) - 4.54).abs() < 0.01);
        assert!(is_enough(Colour::parse("742a58").unwrap()));
        assert!(!is_enough(Colour::parse("#ffcc00").unwrap()));
        for not in ["", "#fff", "#12345g", "rgb(1,2,3)", "#1234567", "é1234"] {
            assert_eq!(Colour::parse(not), None, "{not}");
        }
    }

    proptest! {
        #[test]
        fn every_proposed_colour_passes_light_and_dark(r: u8, g: u8, b: u8) {
            let asked = Colour::new(r, g, b);
            let colour = nearest(asked);
            prop_assert!(is_enough(colour));
            prop_assert_eq!(nearest(colour), colour);
            if is_enough(asked) {
                prop_assert_eq!(colour, asked);
            }
            for (one, other) in pairs(&Palette::light(colour), &LIGHT)
                .into_iter()
                .chain(pairs(&Palette::dark(colour), &DARK))
            {
                let ratio = contrast(one, other);
                prop_assert!(ratio >= ENOUGH, "{} on {}: {ratio}", one.hex(), other.hex());
            }
        }

        #[test]
        fn a_proposed_colour_is_of_the_same_hue(r: u8, g: u8, b: u8) {
            let asked = Colour::new(r, g, b);
            let (hue, saturation, _) = asked.hsl();
            let (got, _, lightness) = nearest(asked).hsl();
            // Of near-greys and near-blacks, whole numbers leave no hue to compare.
            if saturation > 0.3 && lightness > 0.1 {
                let apart = (hue - got).abs();
                prop_assert!(apart.min(1.0 - apart) < 0.03, "{hue} {got}");
            }
        }

        #[test]
        fn a_colour_is_written_as_it_is_read(r: u8, g: u8, b: u8) {
            let colour = Colour::new(r, g, b);
            prop_assert_eq!(Colour::parse(&colour.hex()), Some(colour));
        }
    }
}
