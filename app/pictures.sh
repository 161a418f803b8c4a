#!/usr/bin/env bash
# Makes the pictures of the gallery (resources/thumbnails) and of README (resources/images) with the program
# itself.
#   ./app/pictures.sh [PROGRAM]      build/release/app/arcscope unless another one is named
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-build/release/app/arcscope}
[ -x "$program" ] || { echo "There is no $program: ./app/run.sh --build-only makes it." >&2; exit 1; }
export QT_QPA_PLATFORM=offscreen
thumbnails=resources/thumbnails
screenshots=resources/images
mkdir -p "$thumbnails" "$screenshots"

# names of presets, as the help lists them
presets=$("$program" --help | tr '\n' ' ' | sed 's/.*figure of the literature to begin with://; s/--.*//' | tr -d ' ' | tr ',' '\n')
for preset in $presets; do
  echo "$preset" >&2
  "$program" export --preset "$preset" --size 88x54mm --dpi 130 --output "$thumbnails/$preset.png" 2>/dev/null
  "$program" export --preset "$preset" --size 88x54mm --dpi 130 --theme dark --output "$thumbnails/$preset-dark.png" \
    2>/dev/null
done

# a step of each tour that stands for it: its setting and the view that is talked about
tour() { # NAME VIEW LINK
  echo "tour $1" >&2
  "$program" export --session "arcscope:?$3" --view "$2" --size 88x54mm --dpi 130 --output "$thumbnails/tour-$1.png"
  "$program" export --session "arcscope:?$3" --view "$2" --size 88x54mm --dpi 130 --theme dark \
    --output "$thumbnails/tour-$1-dark.png"
}
tour trajectory grid 'depth=8&width=100&sigma_w=2.2'
tour order-and-chaos phases 'activation=tanh&sigma_w=1.9'
tour counting-regions regions 'activation=relu&width=8&depth=3&input_dim=2&sigma_w=1.5&sigma_b=0.5&display.fill=pattern'
tour he-initialisation lengths 'activation=relu&sigma_w=1.41421356&sigma_b=0&depth=20&trajectory=line'
tour early-layers gradients 'depth=8&sigma_w=2&sigma_b=0&trajectory=arc'
tour trajectory-regularisation lengths 'depth=8&sigma_w=3&sigma_b=0&trajectory=arc'

"$program" --screenshot "$screenshots/window.png"
"$program" --screenshot "$screenshots/tour.png" --tour order-and-chaos
"$program" --screenshot "$screenshots/regions.png" --session \
  'arcscope:?activation=relu&width=8&depth=3&input_dim=2&sigma_w=1.5&sigma_b=0.5&display.fill=pattern&display.enlarged=plane'
