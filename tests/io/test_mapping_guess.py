"""The guess of columns, by names and content, for the kinds of tables that people have."""

import pytest

from tests.io.tables import raw_table
from timeline_app.io.mapping.guess import guess
from timeline_app.io.mapping.mapping import mapping_text, parse_mapping

SCAD = """\
eventid,ccode,countryname,startdate,enddate,duration,stday,stmo,styr,eday,emo,eyr,etype,actor1,\
actor2,target1,npart,ndeath,elocal,ilocal,locnum,issuenote,nsource,latitude,longitude
700001,70,Mexico,28-Jan-90,28-Jan-90,1,28,1,1990,28,1,1990,4,villagers,,government,3,-99,Tlapa,\
Guerrero,1,Villagers protest against the mayor,AP,17.54,-98.57
700002,70,Mexico,3-Feb-90,5-Feb-90,3,3,2,1990,5,2,1990,8,PRD,PRI,government,4,2,Ometepec,\
Guerrero,1,PRD supporters clash,AFP,16.68,-98.41
"""
GTD = """\
eventid,iyear,imonth,iday,approxdate,country,country_txt,region_txt,provstate,city,latitude,\
longitude,specificity,location,summary,crit1,attacktype1,attacktype1_txt,gname,gname2,nkill,nwound,\
scite1,scite2,dbsource
197001010002,1970,1,0,January 1-2,217,United States,North America,Illinois,Cairo,37.005,-89.176,1,\
,Unknown assailants fired several bullets at police headquarters,1,2,Armed Assault,\
Black Nationalists,Others,-99,0,"Police Chief Quits","Cairo Chief",Hewitt
197001020001,1970,1,2,,217,United States,North America,California,Oakland,37.791,-122.225,1,\
Edes Substation,Unknown perpetrators detonated explosives at the substation,1,3,\
Bombing/Explosion,Unknown,,-9,0,Report,,Hewitt
"""
ICEWS = """\
Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,\
Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,\
Province,Country,Latitude,Longitude
1,2014-01-01,Citizen (India),"Social,Civilian",India,Make statement,010,0.0,Police (India),\
Government,India,34,3,PTI,Delhi,NA,Delhi,India,28.6,77.2
2,2014-01-01,Army,Government,India,Use force,190,-9.5,Rebels,Rebel,India,35,1,Xinhua,NA,NA,Assam,\
India,26.1,91.7
"""
IOM = """\
Web ID,Region of Incident,Incident Date,Reported Year,Reported Month,Number Dead,\
Total Dead and Missing,Number of Survivors,Country of Origin,Location Description,\
Information Source,Location Coordinates,URL,Source Quality
2014.1,North America,"Mon, 01/06/2014 - 12:00",2014,January,1,1,,Mexico,Pima Country,PCOME,\
"31.65, -110.36",http://a.org/1,5
2014.2,Mediterranean,"Mon, 10/27/2014 - 12:00",2014,October,"1,002",1,,Unknown,Lesvos,IOM,\
"38.74, 26.48",http://a.org/3,5
"""
POLICE = """\
Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,\
Last outcome category,Context
abc,2024-01,City Police,City Police,-0.097,51.52,On or near Street,E01,London 001A,Theft,Open,
abd,2024-01,City Police,City Police,-0.098,51.51,On or near Square,E02,London 001B,Burglary,Open,
"""
NOAA = """\
I_D,FLAG_TSUNAMI,YEAR,MONTH,DAY,HOUR,MINUTE,SECOND,EQ_PRIMARY,COUNTRY,LOCATION_NAME,LATITUDE,\
LONGITUDE,REGION_CODE,DEATHS
1,,-2150,,,,,,7.3,JORDAN,"JORDAN:  BAB-A-DARAA,AL-KARAK",31.1,35.5,140,
5877,Tsu,2010,1,12,21,53,10.0,7,HAITI,HAITI: PORT-AU-PRINCE,18.457,-72.533,90,316000
"""
PRECEDEN = """\
layer name,event id,name,notes,start,start approximate,end,end approximate,milestone,symbol,color
War,1,Siege,It lasted,May 2001,true,June 2003,false,false,,red
Peace,2,Treaty,,1 July 2003,false,,false,true,,
"""
QTTL = """\
name,row-tag,start-time,stop-time,text
boot,kernel,1600000000000000,1600000001000000,hello
net,user,1600000002000000,1600000003000000,world
"""
SPANISH = """\
Título,Fecha,Fecha fin,País,Muertos,Fuente,Ciudad,Tipo
Ataque,03/07/2025,04/07/2025,México,1.200,http://x.mx,Iguala,Protesta
"""
GERMAN = """\
Datum,Überschrift,Beschreibung,Land,Ort,Breitengrad,Längengrad,Tote,Quelle
3.7.2025,Brand,Es brannte,Deutschland,Köln,"50,9","6,9",2,Zeitung
"""
FRENCH = """\
Titre,Date de début,Date de fin,Pays,Ville,Catégorie,Lien,Morts
Grève,2020-01-01,2020-01-03,France,Lyon,Manifestation,https://a.fr,0
"""
PORTUGUESE = """\
Nome,Data,Descrição,Países,Cidade,Fonte,Mortes
Greve,2020-01-01,Uma greve,Brasil,Recife,Folha,0
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            SCAD,
            "event_id=eventid,year=styr,month=stmo,day=stday,end_year=eyr,end_month=emo,"
            "end_day=eday,summary=issuenote,event_type=etype,countries=countryname,actors=actor1,"
            "actors=actor2,actors=target1,place=elocal,latitude=latitude,longitude=longitude,"
            "fatalities=ndeath,source=nsource",
        ),
        (
            GTD,
            "event_id=eventid,year=iyear,month=imonth,day=iday,summary=summary,"
            "event_type=attacktype1_txt,countries=country_txt,actors=gname,actors=gname2,"
            "place=city,admin1=provstate,latitude=latitude,longitude=longitude,fatalities=nkill,"
            "source=dbsource,source_title=scite1,source_title=scite2",
        ),
        (
            ICEWS,
            "event_id=Event ID,date=Event Date,event_type=Event Text,countries=Country,"
            "actors=Source Name,actors=Target Name,place=City,admin1=Province,latitude=Latitude,"
            "longitude=Longitude,source=Publisher",
        ),
        (
            IOM,
            "event_id=Web ID,date=Incident Date,year=Reported Year,place=Location Description,"
            "admin1=Region of Incident,coordinates=Location Coordinates,fatalities=Number Dead,"
            "source=Information Source,source_url=URL",
        ),
        (
            POLICE,
            "event_id=Crime ID,date=Month,event_type=Crime type,place=Location,latitude=Latitude,"
            "longitude=Longitude,source=Reported by",
        ),
        (
            NOAA,
            "event_id=I_D,year=YEAR,month=MONTH,day=DAY,time=HOUR,time=MINUTE,time=SECOND,"
            "countries=COUNTRY,place=LOCATION_NAME,latitude=LATITUDE,longitude=LONGITUDE,"
            "fatalities=DEATHS",
        ),
        (
            PRECEDEN,
            "event_id=event id,title=name,start=start,end=end,start_approximate=start approximate,"
            "end_approximate=end approximate,summary=notes,event_type=layer name",
        ),
        (QTTL, "title=name,start=start-time,end=stop-time,summary=text,event_type=row-tag"),
        (
            SPANISH,
            "title=Título,start=Fecha,end=Fecha fin,event_type=Tipo,countries=País,place=Ciudad,"
            "fatalities=Muertos,source_url=Fuente",
        ),
        (
            GERMAN,
            "title=Überschrift,date=Datum,summary=Beschreibung,countries=Land,place=Ort,"
            "latitude=Breitengrad,longitude=Längengrad,fatalities=Tote,source=Quelle",
        ),
        (
            FRENCH,
            "title=Titre,start=Date de début,end=Date de fin,event_type=Catégorie,countries=Pays,"
            "place=Ville,fatalities=Morts,source_url=Lien",
        ),
        (
            PORTUGUESE,
            "title=Nome,date=Data,summary=Descrição,countries=Países,place=Cidade,"
            "fatalities=Mortes,source=Fonte",
        ),
        (
            "Date of event,TITLE,lat.,lng\n2020,A,1.5,2.5\n",
            "title=TITLE,date=Date of event,latitude=lat.,longitude=lng",
        ),
        (
            "eventDate,killed_total,sourceUrl\n2020-01-01,3,http://a\n",
            "date=eventDate,fatalities=killed_total,source_url=sourceUrl",
        ),
        ("open,high,low,date\n3,4,2,2020-01-01\n", "date=date"),
        (
            "published,headline,url\n2020-01-02,A,http://a\n",
            "title=headline,date=published,source_url=url",
        ),
        ("created_at,happened\n2021-01-01,2020-05-06\n", "date=happened"),
        ("date,country\nno,1\n", "date=date"),
        ("number,value\n1,2\n3,4\n", "event_id=number"),
    ],
)
def test_columns_are_known_by_their_names(table: str, expected: str) -> None:
    assert guess(raw_table(table)) == parse_mapping(expected), mapping_text(guess(raw_table(table)))


def test_columns_without_telling_names_are_known_by_what_stands_in_them() -> None:
    header = "c1,c2,c3,c4,c5,c6,c7\n"
    kinds = ("Visit", "Stay")
    rows = [
        f"2020-01-{day:02},2020-02-{day:02},{kinds[day % 2]},{50 + day / 1000},{6 + day / 1000},"
        f"Mexico,https://a.org/{day}"
        for day in range(1, 21)
    ]
    expected = "start=c1,end=c2,event_type=c3,latitude=c4,longitude=c5,countries=c6,source_url=c7"
    assert guess(raw_table(header + "\n".join(rows))) == parse_mapping(expected)


def test_long_texts_are_the_summary_else_texts_that_differ_are_titles() -> None:
    rows = [
        (f"2020-01-{day:02},Meeting number {day}", f",{'It was a day. ' * day * 9}")
        for day in range(1, 9)
    ]
    both = "x1,x2,x3\n" + "\n".join("".join(row) for row in rows)
    assert guess(raw_table(both)) == parse_mapping("date=x1,summary=x3")
    short = "x1,x2\n" + "\n".join(row for row, _ in rows)
    assert guess(raw_table(short)) == parse_mapping("date=x1,title=x2")


def test_a_full_date_is_preferred_to_its_parts() -> None:
    table = "date,year,month,day\n2020-01-02,2020,1,2\n2020-01-03,2020,1,3\n"
    assert guess(raw_table(table)) == parse_mapping("date=date,year=year")


def test_a_table_without_rows_has_no_mapping() -> None:
    assert not guess(raw_table("date,title\n")).used


def test_tags_are_no_event_type() -> None:
    table = raw_table("date,name,tags\n2020,A,river|night\n2021,B,night\n2022,C,river|bridge\n")
    assert guess(table).of("event_type") == ()
