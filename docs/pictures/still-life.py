"""A still life by a window: fruit, flowers in a jug, linen and a curtain. `blender -b -P still-life.py -- OUT.png`"""
import math
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mathutils import Euler, Vector, noise  # noqa: E402

from scene import Material, area_light, camera, copy_of, empty_scene, leaf_mesh, mesh, render, tube, turned  # noqa: E402

scene = empty_scene(5)


def fruit_skin(name, stops, scale, stretch, blush=None, **inputs):
    skin = Material(name, roughness=0.32, **inputs)
    color = skin.ramp(skin.noise(scale, stretch, distortion=0.4), *stops)
    if blush:
        side = skin.node("SeparateXYZ", {"Vector": skin.node("TexCoord", out="Generated")}, out="X")
        rough = skin.math("ADD", side, skin.math("MULTIPLY", skin.noise(3.0), 0.5))
        color = skin.mix(skin.ramp(rough, (0.55, (0, 0, 0)), (1.0, (1, 1, 1))), color, blush)
    freckles = skin.ramp(skin.noise(38, detail=1), (0.70, (0, 0, 0)), (0.76, (1, 1, 1)))
    return skin.set(color=skin.mix(skin.math("MULTIPLY", freckles, 0.35), color, (0.9, 0.75, 0.45))).bump(skin.noise(60), 0.04)


apple_skin = fruit_skin("apple", ((0.36, (0.42, 0.012, 0.015)), (0.52, (0.55, 0.03, 0.02)), (0.66, (0.75, 0.33, 0.06))), 9, (1, 1, 0.14))
pear_skin = fruit_skin("pear", ((0.35, (0.32, 0.38, 0.035)), (0.7, (0.62, 0.52, 0.08))), 3, (1, 1, 1), blush=(0.55, 0.12, 0.04))
peach_skin = fruit_skin("peach", ((0.3, (0.78, 0.34, 0.16)), (0.7, (0.84, 0.48, 0.26))), 2, (1, 1, 1), blush=(0.62, 0.12, 0.09), sheen=0.8).set(roughness=0.7)
stem_bark = Material("stem", color=(0.10, 0.055, 0.025), roughness=0.8)


def peel(name, color, bumps):
    skin = Material(name, color=color, roughness=0.34)
    pits = skin.node("TexVoronoi", {"Vector": skin.node("TexCoord", out="Object"), "Scale": bumps})
    return skin.bump(pits, 0.18, 0.02)


orange_skin, lemon_skin = peel("orange", (0.86, 0.26, 0.015), 34), peel("lemon", (0.88, 0.66, 0.05), 26)

glaze = Material("glaze", roughness=0.12, clearcoat=0.6)
drips = glaze.math("ADD", glaze.height(), glaze.math("MULTIPLY", glaze.noise(2.2, (1, 1, 0.4)), 0.22))
glaze.set(color=glaze.ramp(drips, (0.30, (0.50, 0.42, 0.32)), (0.34, (0.03, 0.13, 0.22)), (0.8, (0.015, 0.11, 0.25))))
porcelain = Material("porcelain", color=(0.78, 0.76, 0.72), roughness=0.18, clearcoat=0.3)

apple = turned("apple", [(0, .10), (.12, .03), (.26, .02), (.40, .16), (.46, .40), (.40, .63), (.26, .72), (.10, .69), (.02, .58), (0, .56)], apple_skin, lumps=0.008)
pear = turned("pear", [(0, .05), (.12, .02), (.30, .08), (.41, .28), (.38, .50), (.25, .72), (.17, .88), (.11, 1.0), (.04, 1.01), (0, .98)], pear_skin, lumps=0.012)
peach = turned("peach", [(0, .06), (.14, .02), (.32, .12), (.41, .36), (.36, .58), (.20, .70), (.05, .66), (0, .62)], peach_skin, lumps=0.01)
orange = turned("orange", [(0, .03), (.14, .02), (.33, .12), (.42, .38), (.36, .62), (.18, .75), (.05, .75), (0, .74)], orange_skin)
lemon = turned("lemon", [(0, -.10), (.04, -.07), (.10, .0), (.24, .10), (.33, .33), (.30, .52), (.18, .70), (.08, .76), (.04, .83), (0, .85)], lemon_skin)
stem = tube("stem", [(0, 0, .55), (.01, 0, .72), (.05, .02, .86)], .022, stem_bark, taper=1.2)
for original in (apple, pear, peach, orange, lemon, stem):
    original.location = (0, 0, -50)


def put(thing, place, turn, size=1.0, stalk=0.0):
    copy_of(thing, place, turn, size)
    if stalk:
        lift = Euler(turn).to_matrix() @ Vector((0, 0, stalk)) * size
        copy_of(stem, Vector(place) + lift, turn, size)


put(apple, (0.72, -0.72, 0), (0, 0.05, 2.4), stalk=0.01)
put(apple, (1.62, -0.12, 0.06), (0.35, -0.3, 0.4), 0.96, stalk=0.01)
put(pear, (-0.26, -0.62, 0), (0, 0.03, 0.9), 1.02, stalk=0.35)
put(pear, (-1.12, -1.02, 0.30), (1.42, 0.1, 0.75), 0.95, stalk=0.35)
put(peach, (0.16, -1.18, 0), (0.1, 0.0, 2.0), 0.95)
put(lemon, (1.30, -1.10, 0.28), (1.5, 0.2, 2.2), 0.9)

bowl = turned("bowl", [(0, .08), (.34, .07), (.36, .0), (.42, .0), (.42, .09), (.78, .26), (1.02, .58), (1.05, .66), (1.0, .66), (.96, .56), (.72, .30), (.36, .16), (0, .14)], porcelain, segments=96)
bowl.location = (1.15, 0.75, 0)
for place, turn, kind in (((.72, .55, .34), (.2, .1, 0), orange), ((1.50, .50, .34), (.4, 1.2, 1), orange), ((1.12, 1.05, .36), (0, .2, 2), orange),
                          ((1.10, .62, .72), (.3, .4, 1), orange), ((.78, 1.10, .42), (1.1, .5, 1), lemon), ((1.62, 1.0, .42), (1.2, .3, 2.6), lemon)):
    copy_of(kind, place, turn, 0.92)

grape_skin = Material("grape", color=(0.10, 0.016, 0.07), roughness=0.28)
grape = turned("grape", [(0, -.12), (.07, -.10), (.12, 0), (.07, .10), (0, .12)], grape_skin, segments=24)
grape.location = (0, 0, -50)
for layer, count in ((0, 16), (1, 10), (2, 4)):
    for k in range(count):
        along = (k + random.random() * 0.5) / count
        copy_of(grape, (-1.75 + 1.0 * along + 0.06 * layer, -0.42 - 0.25 * along + random.uniform(-.2, .2) * (1.2 - 0.5 * layer), 0.11 + 0.17 * layer),
                (random.random() * 3, random.random() * 3, 0), random.uniform(.92, 1.1))

jug = turned("jug", [(0, .03), (.36, .02), (.42, .05), (.58, .40), (.62, .78), (.50, 1.15), (.30, 1.42), (.26, 1.58), (.33, 1.74), (.30, 1.74), (.23, 1.58), (.26, 1.40), (0, 1.3)], glaze, segments=96)
jug.location = (-0.55, 0.55, 0)
handle = tube("handle", [(.27, 0, 1.60), (.50, 0, 1.62), (.74, 0, 1.38), (.76, 0, 1.02), (.58, 0, .74)], .055, glaze, taper=0.9)
handle.location, handle.rotation_euler = (-0.55, 0.55, 0), (0, 0, math.pi + 0.5)

leaf_green = Material("leaf", roughness=0.38)
leaf_green.set(color=leaf_green.ramp(leaf_green.noise(4), (0.3, (0.035, 0.09, 0.02)), (0.7, (0.10, 0.20, 0.035))))
leaf_green.translucent((0.16, 0.32, 0.03), 0.3)
twig = Material("twig", color=(0.09, 0.13, 0.035), roughness=0.6)
leaf = leaf_mesh("leaf", .52, .22, .12, .35, leaf_green)
leaf.location = (0, 0, -50)


def petals(name, deep, light):
    cloth = Material(name, roughness=0.5, sheen=0.3)
    color = cloth.ramp(cloth.height("Y"), (0.0, deep), (0.9, light))
    return cloth.set(color=color).translucent(color, 0.35)


def blossom(place, axis, material, size, rings=34):
    """Petals on a spiral of the golden angle, upright within and open at the rim."""
    petal = leaf_mesh("petal", .30, .24, -.10, .25, material, tip=1.7, rows=8, columns=4)
    petal.location = (0, 0, -50)
    frame = Vector(axis).normalized().to_track_quat("Z", "Y").to_matrix()
    for k in range(rings):
        t = k / rings
        turn = Euler((math.radians(84 - 78 * t ** 0.8) + random.uniform(-.08, .08), 0, k * 2.39996), "XYZ")
        made = copy_of(petal, place, (frame @ turn.to_matrix()).to_euler(), size * (0.45 + 0.75 * t ** 0.7))
        made.location = Vector(place) + frame @ (Euler((0, 0, k * 2.39996)).to_matrix() @ Vector((0, 0.05 * t * size, -0.10 * t * size)))


mouth = Vector((-0.55, 0.55, 1.66))
coral, pink, cream, violet = (petals("coral", (0.80, 0.10, 0.03), (0.90, 0.30, 0.14)), petals("pink", (0.66, 0.03, 0.17), (0.85, 0.30, 0.42)),
                              petals("cream", (0.88, 0.72, 0.40), (0.90, 0.84, 0.70)), petals("violet", (0.13, 0.03, 0.34), (0.33, 0.16, 0.60)))
for reach, material, size in (((-0.52, -0.32, .62), coral, 1.25), ((0.10, -0.42, .58), cream, 1.2), ((0.58, -0.08, .70), pink, 1.2), ((-0.18, 0.02, 1.12), pink, 1.15),
                              ((0.32, 0.10, 1.18), coral, 1.0), ((-0.72, 0.12, 1.02), cream, 1.0), ((0.86, 0.15, .36), violet, .8), ((-.22, -.46, .26), violet, .8), ((-1.0, -.02, .50), violet, .75)):
    head = mouth + Vector(reach)
    tube("stalk", [mouth - Vector((0, 0, .5)), mouth + Vector(reach) * 0.4 + Vector((0, 0, .08)), head], .022, twig)
    blossom(head, Vector((reach[0], reach[1] - 0.5, 0.7)), material, size)
for k in range(15):
    turn, rise = k * 2.39996, random.uniform(0.35, 1.35)
    end = mouth + Vector((math.cos(turn) * random.uniform(.6, 1.15), math.sin(turn) * 0.55, rise))
    tube("branch", [mouth - Vector((0, 0, .4)), mouth.lerp(end, .45) + Vector((0, 0, .2)), end], .014, twig, taper=0.3)
    for j in range(9):
        t = 0.35 + 0.65 * j / 8
        side = turn + (1 if j % 2 else -1) * 1.0
        copy_of(leaf, mouth.lerp(end, t) + Vector((0, 0, .2 * math.sin(math.pi * t))),
                (random.uniform(-.1, .7), random.uniform(-.4, .4), side - math.pi / 2), random.uniform(.55, .9) * (1.1 - .4 * t))

wood = Material("wood", roughness=0.42)
grain = wood.math("ADD", wood.noise(1.3, (0.6, 9, 9), distortion=0.6), wood.math("MULTIPLY", wood.noise(7, (0.4, 16, 16)), 0.35))
wood.set(color=wood.ramp(grain, (0.45, (0.055, 0.024, 0.011)), (0.68, (0.16, 0.075, 0.033)), (0.85, (0.26, 0.14, 0.07)))).bump(grain, 0.12)
mesh("table", [(-9, -3.2, 0), (9, -3.2, 0), (9, 2.6, 0), (-9, 2.6, 0), (-9, -3.2, -.3), (9, -3.2, -.3)], [(0, 1, 2, 3), (4, 5, 1, 0)], wood, smooth=False)


def weave(name, color, count):
    cloth = Material(name, roughness=0.9, sheen=0.4)
    where = cloth.node("TexCoord", out="UV")
    threads = [cloth.node("TexWave", {"Vector": where, "Scale": count, "Distortion": 0.6, "Detail": 2}, out=1, bands_direction=axis) for axis in "XY"]
    both = cloth.math("ADD", *threads)
    shade = cloth.ramp(cloth.noise(5), (0.3, tuple(0.88 * c for c in color)), (0.7, color))
    cloth.set(color=shade).bump(both, 0.35, 0.006)
    return cloth


def sheet(name, columns, rows, at, material):
    """A cloth: at(u, v) gives the place of the point u, v in 0..1."""
    vertices = [at(i / columns, j / rows) for j in range(rows + 1) for i in range(columns + 1)]
    across = columns + 1
    faces = [(j * across + i, j * across + i + 1, (j + 1) * across + i + 1, (j + 1) * across + i) for j in range(rows) for i in range(columns)]
    made = mesh(name, vertices, faces, material, levels=1)
    layer = made.data.uv_layers.new(name="uv")
    for loop in made.data.loops:
        layer.data[loop.index].uv = ((loop.vertex_index % across) / columns, (loop.vertex_index // across) / rows)


def linen(u, v):
    x, y = -2.5 + 3.9 * u + 0.35 * v, -2.05 + 1.75 * v + 0.3 * u
    folds = 0.10 * abs(noise.noise((x * 1.1, y * 2.0, 0.3))) + 0.16 * max(0, noise.noise((x * 0.8 + y * 1.1, y * 0.5 - x * .2, 4.0))) ** 1.3
    quiet = 1 - 0.8 * math.exp(-((x - .2) ** 2 + (y + .75) ** 2) / 1.2)
    return x, y, 0.012 + folds * quiet


def curtain(u, v):
    x, z = -6.5 + 5.2 * u, 6.5 - 6.8 * v
    depth = 0.26 * math.sin(x * 5.2 + 0.7 * math.sin(z * 0.45 + x)) + 0.10 * math.sin(x * 11 + 0.5 * z) + 0.25 * noise.noise((x * .6, z * .25, 2))
    return x + 0.12 * noise.noise((x, z * .3, 7)), 2.05 + depth, z


sheet("linen", 220, 120, linen, weave("linen", (0.70, 0.66, 0.58), 46))
sheet("curtain", 320, 60, curtain, weave("curtain", (0.30, 0.035, 0.03), 130))

wall = Material("wall", roughness=0.9)
wall.set(color=wall.ramp(wall.noise(0.8, detail=9), (0.3, (0.125, 0.145, 0.13)), (0.7, (0.20, 0.215, 0.19)))).bump(wall.noise(9), 0.12)
mesh("wall", [(-14, 3.1, -4), (14, 3.1, -4), (14, 3.1, 9), (-14, 3.1, 9)], [(0, 1, 2, 3)], wall, smooth=False)

area_light((-4.6, -2.2, 4.3), (0.1, 0, 0.6), (2.4, 3.2), 620, (1.0, 0.90, 0.76))
area_light((5.5, -4.0, 2.8), (0.4, 0, 0.6), (4, 4), 75, (0.66, 0.80, 1.0))
area_light((2.5, 2.4, 5.5), (0.0, .5, 1.2), (1.5, 1.0), 90, (1.0, 0.93, 0.85))
camera((0.30, -9.4, 2.55), (0.06, 0.1, 1.36), 58, stop=0.4, focus=(0.1, -0.75, 0.6))
render(exposure=0.35)
