/** Short, plain words that are easy to type and to tell apart. */
export const passphraseWords: readonly string[] = `
acorn actor adopt agent alarm album alert alley alloy alpha amber ample angle ankle apple apron arena armor arrow aside
atlas attic audio award bacon badge bagel baker banjo barge basil basin beach beard beast bench berry birch bison blade
blaze blend bloom board bonus boost booth botany bottle boulder bowl brain brave bread breeze brick bridge brisk broom
brush bucket bugle bundle burrow butter button cabin cable cactus camel canal candle canoe canvas canyon carbon cargo
carpet carrot castle cedar cello cement cereal chalk chart cheese cherry chess chief chili chime chorus cider cinema
circle citrus clarity clay cliff climb cloak clock cloud clover coast cobalt cocoa coffee comet compass copper coral
cotton couch cradle crane crater cream cricket crisp crown crystal cuckoo cumin curry curtain cycle cypress daily daisy
dance dawn decent delta denim desert diary dingo disco diver dolphin domino donkey door dough dragon drawer dream drift
drill drum dune eager eagle earth easel echo eclipse elbow elder elm ember empire engine equal escort evening exact
fabric falcon family fancy farmer feather fence fern ferry fiber fiddle field finch fjord flame flask fleet flint float
flock floor flour flute foam forest fork fossil fountain fox frame fresh frost fruit fudge galaxy garden garlic gather
gentle ginger giraffe glacier glass globe glove goose grain granite grape gravel green grill grove guitar gypsum habit
hammer hamster harbor harvest hazel heart hedge helmet herald heron hiking hinge hockey honey horizon hornet hotel humble
hunter husky icicle igloo impact indigo inlet insect island ivory ivy jacket jaguar jasmine jelly jersey jewel jigsaw
jockey journey juggle juice jumbo jungle juniper kayak kernel kettle kitchen kite kitten koala ladder lagoon lamp lantern
larch laser latch lava lawn leaf lemon lentil leopard letter level lever lilac lily lime linen lion lizard lobster locket
lodge logic lotus lucky lumber lunar lunch lynx lyric magnet magpie mango manor maple marble march market marsh mason
meadow medal melody melon mentor merit metal meteor mild mill mimosa mineral mint mirror mitten mocha model molar monkey
moose morning mosaic moth motor mountain mouse muffin mural museum mustard napkin narrow native nectar needle nephew nest
nickel noble nomad noodle north novel nugget nutmeg oasis oat ocean octave olive onion onyx opal opera orange orbit orchard
orchid otter outfit oval owner oxygen oyster paddle palace palm panda panel papaya paper parade parcel parrot parsley
pasta pastry patch patio peach peanut pearl pebble pecan pedal pelican pencil pepper petal piano pickle picnic pigeon
pilot pine pirate pivot pixel planet plaster plaza plum pocket poem polar polish pollen pond pony poplar poppy
porch postal potato prairie pretzel prism puddle puffin pulse pumpkin puppet purple puzzle pyramid quarry quartz quench
quick quiet quill quilt quiver rabbit radar radio radish raft rain raisin rally ranch random raven razor recipe reef
relay remote ribbon riddle ridge ripple river roast robin rocket rodeo roof rooster rose rotor round ruby rudder rustic
saddle safari saffron sage sailor salad salmon sandal satin sauce savory scarf scenic school scout season secret seed
shadow shark shelf shell shield ship shirt shovel shrimp siesta silk silver simple singer sketch skill slate sleigh smart
smooth snack snail snow soap socket soda solar sonnet soup south spark sphere spice spider spiral spoon spring spruce
square squid stable stadium stamp statue steam stereo stone storm stove straw stream studio sugar summer summit sunset
surf swan swift symbol syrup table tailor talent tango target tavern teapot temple tennis thicket thimble thunder ticket
tiger timber toast tomato topaz torch tower tractor trail train tree trophy trout trumpet tulip tunnel turtle tuxedo
twilight umbrella unicorn uncle upper urban valley vanilla velvet venue vessel violet violin vivid volcano voyage waffle
wagon walnut walrus water wheat whale whistle willow window winter wisdom wizard wolf wool yacht yarn yellow yogurt zebra
zenith zephyr zigzag zinc zipper
`
  .trim()
  .split(/\s+/)
