"""The event codes of CAMEO (Conflict and Mediation Event Observations, 1.1b3), which GDELT uses.

A code of two digits is a root, of three a base, of four a base seen closer; a base that ends in 0
says no more than its root. Leading zeros belong to the codes.
"""

from typing import Final

_TABLE: Final = """
01 Make a public statement; 010 Make a statement; 011 Decline to comment
012 Comment pessimistically; 013 Comment optimistically; 014 Consider a policy option
015 Acknowledge or claim responsibility; 016 Deny responsibility; 017 Act symbolically
018 Express sympathy; 019 Express agreement

02 Appeal; 020 Appeal or request; 021 Appeal for material cooperation
0211 Appeal for economic cooperation; 0212 Appeal for military cooperation
0213 Appeal for judicial cooperation; 0214 Appeal for cooperation of intelligence
022 Appeal for diplomatic cooperation; 023 Appeal for aid; 0231 Appeal for economic aid
0232 Appeal for military aid; 0233 Appeal for humanitarian aid
0234 Appeal for military protection or peacekeeping; 024 Appeal for political reform
0241 Appeal for a change of leadership; 0242 Appeal for a change of policy
0243 Appeal for rights; 0244 Appeal for a change of institutions or regime
025 Appeal to yield; 0251 Appeal to ease administrative sanctions
0252 Appeal to ease popular dissent; 0253 Appeal to release persons or property
0254 Appeal to ease economic sanctions, boycott or embargo
0255 Appeal to allow international involvement; 0256 Appeal to de-escalate militarily
026 Appeal to others to meet or negotiate; 027 Appeal to others to settle a dispute
028 Appeal to others to accept mediation

03 Express intent to cooperate; 030 Intend to cooperate
031 Intend to cooperate materially; 0311 Intend to cooperate economically
0312 Intend to cooperate militarily; 0313 Intend to cooperate judicially
0314 Intend to share intelligence; 032 Intend to cooperate diplomatically
033 Intend to give aid; 0331 Intend to give economic aid; 0332 Intend to give military aid
0333 Intend to give humanitarian aid; 0334 Intend to give military protection or peacekeeping
034 Intend to reform politically; 0341 Intend to change leadership
0342 Intend to change policy; 0343 Intend to grant rights
0344 Intend to change institutions or regime; 035 Intend to yield
0351 Intend to ease administrative sanctions; 0352 Intend to ease popular dissent
0353 Intend to release persons or property
0354 Intend to ease economic sanctions, boycott or embargo
0355 Intend to allow international involvement; 0356 Intend to de-escalate militarily
036 Intend to meet or negotiate; 037 Intend to settle a dispute
038 Intend to accept mediation; 039 Intend to mediate

04 Consult; 040 Consult, not said how; 041 Discuss by telephone; 042 Make a visit
043 Host a visit; 044 Meet at a third place; 045 Mediate; 046 Negotiate

05 Cooperate diplomatically; 050 Cooperate diplomatically, not said how
051 Praise or endorse; 052 Defend verbally; 053 Rally support for
054 Grant diplomatic recognition; 055 Apologise; 056 Forgive; 057 Sign a formal agreement

06 Cooperate materially; 060 Cooperate materially, not said how; 061 Cooperate economically
062 Cooperate militarily; 063 Cooperate judicially; 064 Share intelligence or information

07 Provide aid; 070 Provide aid, not said which; 071 Provide economic aid
072 Provide military aid; 073 Provide humanitarian aid
074 Provide military protection or peacekeeping; 075 Grant asylum

08 Yield; 080 Yield, not said how; 081 Ease administrative sanctions
0811 Ease limits on political freedoms; 0812 Ease a ban on parties or politicians
0813 Ease a curfew; 0814 Ease a state of emergency or martial law; 082 Ease popular dissent
083 Accede to demands for political reform; 0831 Accede to a change of leadership
0832 Accede to a change of policy; 0833 Accede to demands for rights
0834 Accede to a change of institutions or regime; 084 Return or release
0841 Return or release persons; 0842 Return or release property
085 Ease economic sanctions, boycott or embargo; 086 Allow international involvement
0861 Receive peacekeepers; 0862 Receive inspectors; 0863 Allow humanitarian aid
087 De-escalate militarily; 0871 Declare a truce or ceasefire; 0872 Ease a military blockade
0873 Demobilise armed forces; 0874 Retreat or surrender

09 Investigate; 090 Investigate, not said what; 091 Investigate crime or corruption
092 Investigate human rights abuses; 093 Investigate military action; 094 Investigate war crimes

10 Demand; 100 Demand, not said what; 101 Demand material cooperation
1011 Demand economic cooperation; 1012 Demand military cooperation
1013 Demand judicial cooperation; 1014 Demand cooperation of intelligence
102 Demand diplomatic cooperation; 103 Demand aid; 1031 Demand economic aid
1032 Demand military aid; 1033 Demand humanitarian aid
1034 Demand military protection or peacekeeping; 104 Demand political reform
1041 Demand a change of leadership; 1042 Demand a change of policy; 1043 Demand rights
1044 Demand a change of institutions or regime; 105 Demand to yield
1051 Demand to ease administrative sanctions; 1052 Demand to ease popular dissent
1053 Demand to release persons or property
1054 Demand to ease economic sanctions, boycott or embargo
1055 Demand to allow international involvement; 1056 Demand to de-escalate militarily
106 Demand to meet or negotiate; 107 Demand to settle a dispute; 108 Demand mediation

11 Disapprove; 110 Disapprove, not said how; 111 Criticise or denounce; 112 Accuse
1121 Accuse of crime or corruption; 1122 Accuse of human rights abuses
1123 Accuse of aggression; 1124 Accuse of war crimes; 1125 Accuse of espionage or treason
113 Rally opposition against; 114 Complain officially; 115 Bring a lawsuit against
116 Find guilty or liable

12 Reject; 120 Reject, not said what; 121 Reject material cooperation
1211 Reject economic cooperation; 1212 Reject military cooperation
1213 Reject judicial cooperation; 1214 Reject cooperation of intelligence
122 Reject a demand for aid; 1221 Reject a demand for economic aid
1222 Reject a demand for military aid; 1223 Reject a demand for humanitarian aid
1224 Reject a demand for military protection or peacekeeping
123 Reject a demand for political reform; 1231 Reject a change of leadership
1232 Reject a change of policy; 1233 Reject a demand for rights
1234 Reject a change of institutions or regime; 124 Refuse to yield
1241 Refuse to ease administrative sanctions; 1242 Refuse to ease popular dissent
1243 Refuse to release persons or property
1244 Refuse to ease economic sanctions, boycott or embargo
1245 Refuse to allow international involvement; 1246 Refuse to de-escalate militarily
125 Reject a proposal to meet or negotiate; 126 Reject mediation
127 Reject a plan to settle a dispute; 128 Defy norms or law; 129 Veto

13 Threaten; 130 Threaten, not said how; 131 Threaten without force
1311 Threaten to reduce or stop aid; 1312 Threaten with sanctions, boycott or embargo
1313 Threaten to reduce or break relations; 132 Threaten with administrative sanctions
1321 Threaten to limit political freedoms; 1322 Threaten to ban parties or politicians
1323 Threaten with a curfew; 1324 Threaten with a state of emergency or martial law
133 Threaten with protest; 134 Threaten to halt negotiations; 135 Threaten to halt mediation
136 Threaten to halt international involvement; 137 Threaten with repression
138 Threaten with military force; 1381 Threaten with a blockade
1382 Threaten with occupation; 1383 Threaten with unconventional violence
1384 Threaten with a conventional attack; 1385 Threaten with weapons of mass destruction
139 Give an ultimatum

14 Protest; 140 Protest, not said how; 141 Demonstrate or rally
1411 Demonstrate for a change of leadership; 1412 Demonstrate for a change of policy
1413 Demonstrate for rights; 1414 Demonstrate for a change of institutions or regime
142 Go on hunger strike; 1421 Go on hunger strike for a change of leadership
1422 Go on hunger strike for a change of policy; 1423 Go on hunger strike for rights
1424 Go on hunger strike for a change of institutions or regime; 143 Strike or boycott
1431 Strike or boycott for a change of leadership
1432 Strike or boycott for a change of policy; 1433 Strike or boycott for rights
1434 Strike or boycott for a change of institutions or regime; 144 Obstruct or block
1441 Obstruct for a change of leadership; 1442 Obstruct for a change of policy
1443 Obstruct for rights; 1444 Obstruct for a change of institutions or regime
145 Protest violently or riot; 1451 Protest violently for a change of leadership
1452 Protest violently for a change of policy; 1453 Protest violently for rights
1454 Protest violently for a change of institutions or regime

15 Show military posture; 150 Show military or police power; 151 Raise police alert
152 Raise military alert; 153 Mobilise or increase police
154 Mobilise or increase armed forces; 155 Mobilise or increase cyber forces

16 Reduce relations; 160 Reduce relations, not said how
161 Reduce or break diplomatic relations; 162 Reduce or stop aid
1621 Reduce or stop economic aid; 1622 Reduce or stop military aid
1623 Reduce or stop humanitarian aid; 163 Impose sanctions, boycott or embargo
164 Halt negotiations; 165 Halt mediation; 166 Expel or withdraw
1661 Expel or withdraw peacekeepers; 1662 Expel or withdraw inspectors or observers
1663 Expel or withdraw aid agencies

17 Coerce; 170 Coerce, not said how; 171 Seize or damage property; 1711 Confiscate property
1712 Destroy property; 172 Impose administrative sanctions; 1721 Limit political freedoms
1722 Ban parties or politicians; 1723 Impose a curfew
1724 Impose a state of emergency or martial law; 173 Arrest, detain or charge
174 Expel or deport persons; 175 Repress violently; 176 Attack cybernetically

18 Assault; 180 Use unconventional violence; 181 Abduct, hijack or take hostage
182 Assault physically; 1821 Assault sexually; 1822 Torture; 1823 Kill by physical assault
183 Bomb, not by military means; 1831 Bomb by suicide; 1832 Bomb by vehicle
1833 Bomb at a roadside; 1834 Bomb a location; 184 Use as a human shield
185 Attempt to assassinate; 186 Assassinate

19 Fight; 190 Use conventional military force; 191 Blockade or restrict movement
192 Occupy territory; 193 Fight with small arms and light weapons
194 Fight with artillery and tanks; 195 Attack from the air
1951 Attack with precision-guided munitions; 1952 Attack with remotely piloted munitions
196 Violate a ceasefire

20 Use mass violence; 200 Use mass violence, not said how; 201 Expel en masse
202 Kill en masse; 203 Cleanse ethnically; 204 Use weapons of mass destruction
2041 Use chemical, biological or radiological weapons; 2042 Use nuclear weapons
"""

CAMEO: Final = dict(
    entry.strip().split(" ", 1) for line in _TABLE.split("\n") if line for entry in line.split(";")
)
"""Event code to its name, in words of our own."""


def code_with_name(code: str) -> str:
    """An event code and its name, such as "141 Demonstrate or rally"; an unknown one alone."""
    return f"{code} {CAMEO[code]}" if code in CAMEO else code
