"""One sentence in each of many languages: the council met on Tuesday to talk about the price of housing."""

from __future__ import annotations

SENTENCES = {
    "en": "The council met on Tuesday to talk about the price of housing in the old town.",
    "es": "El consejo se reunió el martes para hablar sobre el precio de la vivienda en el casco antiguo.",
    "fr": "Le conseil s'est réuni mardi pour parler du prix des logements dans la vieille ville.",
    "de": "Der Rat traf sich am Dienstag, um über die Preise der Wohnungen in der Altstadt zu sprechen.",
    "it": "Il consiglio si è riunito martedì per parlare del prezzo delle case nel centro storico della città.",
    "pt": "O conselho reuniu-se na terça-feira para falar sobre o preço das casas na cidade velha.",
    "nl": "De raad kwam dinsdag bijeen om te praten over de prijs van de huizen in de oude stad.",
    "sv": "Rådet träffades på tisdagen för att tala om priset på bostäder i den gamla staden.",
    "da": "Rådet mødtes tirsdag for at tale om prisen på boliger i den gamle bydel, men det besluttede ikke noget.",
    "pl": "Rada zebrała się we wtorek, aby porozmawiać o cenach mieszkań na starym mieście.",
    "cs": "Rada se sešla v úterý, aby mluvila o cenách bytů ve starém městě.",
    "hu": "A tanács kedden ült össze, hogy a régi városrész lakásainak áráról beszéljen.",
    "fi": "Neuvosto kokoontui tiistaina puhumaan vanhan kaupungin asuntojen hinnoista.",
    "ro": "Consiliul s-a întrunit marți pentru a vorbi despre prețul locuințelor din orașul vechi.",
    "tr": "Meclis salı günü eski şehirdeki konutların fiyatlarını konuşmak için toplandı.",
    "ru": "Совет собрался во вторник, чтобы поговорить о ценах на жильё в старом городе.",
    "uk": "Рада зібралася у вівторок, щоб поговорити про ціни на житло у старому місті.",
    "el": "Το συμβούλιο συνεδρίασε την Τρίτη για να μιλήσει για την τιμή των κατοικιών στην παλιά πόλη.",
    "bg": "Съветът се събра във вторник, за да говори за цените на жилищата в стария град.",
    "ar": "اجتمع المجلس يوم الثلاثاء للحديث عن أسعار المساكن في المدينة القديمة.",
    "he": "המועצה נפגשה ביום שלישי כדי לדבר על מחירי הדיור בעיר העתיקה.",
    "hi": "परिषद की बैठक मंगलवार को पुराने शहर में मकानों की कीमत पर बात करने के लिए हुई।",
    "ja": "市議会は火曜日に会合を開き、旧市街の住宅価格について話し合った。",
    "zh": "市议会星期二开会，讨论老城的房价。",
    "ko": "시의회는 화요일에 모여 구시가지의 집값에 대해 이야기했다.",
    "vi": "Hội đồng đã họp vào thứ Ba để nói về giá nhà ở trong khu phố cổ.",
    "id": "Dewan bertemu pada hari Selasa untuk membicarakan harga rumah di kota tua.",
}
