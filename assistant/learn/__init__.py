"""How the weights that ship were learnt: training data of our own, and the commands that make them again.

    python -m assistant.learn judge --eval FOLDER      weights/judge.*
    python -m assistant.learn ask --eval FOLDER        weights/topics.*, weights/intents.*, weights/ranking.json
    python -m assistant.learn lexicon                  weights/lexicon.json
    python -m assistant.learn parts                    weights/parts.json
    python -m assistant.learn left-over                weights/left_over.json
    python -m assistant.learn differences              weights/differences.json

Nothing here runs when the program does.
"""
