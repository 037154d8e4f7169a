"""The page, part by part: each module draws one part from what the Workspace and the report say, and decides nothing.

    session.py     errors as one line, what is remembered, what is kept between runs, choices and downloads
    html.py        every word and mark as HTML; everything that is somebody else's is escaped there
    cited.py       a citation's button and the page it opens, the quoted words marked
    intake.py      the documents at the side: adding, removing, checking
    overview.py  facts.py  points.py  across.py  changes.py  audit.py  held.py  writing.py  chat.py      the tabs, and the chat

Streamlit is used in `app.py` and here, nowhere else.
"""
