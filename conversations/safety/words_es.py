"""Spanish: a first list, which no native speaker has been through yet.

Until one has, and says so here, Spanish must not be offered with free text (DOMAIN.md, section 4.4). It is matched all
the same, since people write it in the English chat.
"""

from collections.abc import Mapping
from typing import Final

from conversations.safety.lexicon import Lexicon
from conversations.safety.tier import Tier

REVIEWED_BY_NATIVE: Final = False
VERSION: Final = "2026-11-23"

# Accents are gone before matching (normal.py), so none are written here.
SPELLINGS: Final = """
    que: q k ke
    porque: xq pq porq
    quiero: kiero qiero
    quiere: kiere
    no: nop
    por favor: porfa porfavor xfa pf
    mas: mass +
    suicidio: sucidio suisidio
    #: ocho nueve diez once doce quince veinte treinta cuarenta cincuenta sesenta cien
"""

FILLERS: Final = "solo solamente realmente simplemente tambien siempre a_veces pues muy joder puta puto mierda wey guey ahora"

SLIPS: Final = "suicidarme suicidio sobredosis ambulancia violaron"
MASKED: Final = "suicidarme suicidio suicidar matarme matar morir morirme sobredosis violaron violada violado ambulancia pastillas"

SETS: Final[Mapping[str, str]] = {
    "quiero": "quiero quiere quieres quieren queria quisiera deseo desea voy va ganas_de intentar intente intento intentado pienso_en"
    " pensando_en pensar_en planeo pienso piensa necesito prefiero",
    "yo": "quiero quisiera deseo voy ganas_de pienso pienso_en pensando_en pensar_en intente intento necesito prefiero planeo",
    "el": "el ella marido esposo esposa mujer pareja novio novia ex padre papa padrastro madre mama hermano tio tia hijo jefe hombre"
    " suegro suegra alguien casero",
    "pastillas": "pastillas pastilla pildoras medicamentos medicinas medicacion paracetamol ibuprofeno tranquilizantes somniferos",
    "pega": "pega pego golpea golpeo maltrata maltrato pegaba pegando golpeando maltrataba estrangula estrangulo ahorca amenaza"
    " amenazo amenazado amenazando agrede agredio empuja abofetea patea insulta",
}

SUICIDE: Final = """
    {yo} a? matarme
    {quiero} a? morir|morirme|suicidarme|suicidar|ahorcarme|colgarme|estar_muerto|estar_muerta
    suicidarme|suicidarse|ahorcarme|ahorcarse|matarse
    me mato|suicido|ahorco
    se quiere|quiso|va_a? matar|suicidar|morir|ahorcar|mato|suicido|ahorco
    me quiero|quisiera|voy_a matar|suicidar|morir|ahorcar|colgar
    suicidio|suicida|suicidas
    quitarme|quitarse|quitarte la vida
    me quito|quitaria la vida
    acabar|terminar con mi|su|la vida|todo
    acabar|terminar con todo esto?
    no quiero|quiere vivir|seguir_viviendo|seguir_vivo|seguir_viva|estar_vivo|estar_viva|existir|despertar|despertarme
    ganas de morir|morirme|matarme
    no tengo|tiene ganas de vivir
    mejor muerto|muerta
    estaria|estarian|estaran|estarais mejor sin mi
    ojala me muera|muriera|estuviera_muerto|estuviera_muerta|no_despertara
    no vale la pena vivir
    la vida no vale
    cortarme las venas
    tirarme|lanzarme|saltar de|del|desde|por|al ~ puente|ventana|balcon|edificio|tren|metro|techo|azotea|vias|tejado
    pegarme un tiro
    no hay razon|motivo|motivos|razones para vivir
    deseo|deseando|desearia ~ muerte|muerto|muerta
"""

MAY_MEAN_IT: Final = """
    no puedo|aguanto|soporto mas
    no puedo seguir|continuar
    no quiero seguir|estar_aqui|continuar
    no le? veo|encuentro sentido|salida|futuro
    no tiene|hay sentido|salida|esperanza
    para que vivir|seguir
    ganas de desaparecer
    quiero desaparecer|que_todo_termine|que_todo_acabe|dormir_y_no|rendirme
    hacerme|hacerse|me_hago|me_hice dano
    autolesion|autolesiones|autolesionarme|autolesiono
    cortarme|me_corto|me_corte otra? vez|los_brazos|el_brazo|las_piernas|la_piel
    cortarme
    odio mi vida
    me odio
    harto|harta|cansado|cansada de vivir|la_vida|todo|esta_vida
    no valgo|sirvo nada|para
    soy una carga|molestia
    soy un estorbo
    a nadie le? importo|importa
    nadie me quiere|extranaria|echaria
    sin esperanza|esperanzas
    tirar la toalla
    perdi|perdido|perdiendo la esperanza
    no aguanto esta? vida|asi
"""

INJURY: Final = """
    sobredosis
    tome|tomado|tomo|trague|tragado ~ muchas|demasiadas|todas|todo|un_monton|# ~ {pastillas}
    tome|tomado|trague demasiadas|demasiado
    me tome todas|todo|el_bote
    bebi|bebido|tome|tomado lejia|cloro|veneno
    sangrando|sangro|sangra mucho|muchisimo
    no para de sangrar
    perdiendo|perdido mucha sangre
    no puedo|puede|consigo respirar
    no respira
    no despierta|reacciona
    esta inconsciente
    me|le|lo han? apunalado|apunalaron|disparado|dispararon
    necesito|llama|llamen|llamad a? una? ambulancia
    me estoy muriendo
    ataque al corazon
    dolor en el pecho
    me han? envenenado|drogado|drogaron|envenene
    corte las venas
"""

ABUSE: Final = """
    {el} ~ me|nos {pega}
    me|nos {pega} mi|el {el}
    me|nos pega|pego|golpea|golpeo|maltrata|pegan|golpean|maltratan
    me esta pegando|golpeando|maltratando|amenazando
    miedo de|a volver|ir|estar a|en? casa
    miedo a|de mi|el {el}
    miedo a|de el|ella
    no me deja|dejan salir|ir|irme|hablar|ver|trabajar|marcharme
    me va|quiere|quiso a? matar|pegar
    me amenaza|amenazo|amenazan|amenazado|matara|acosa|persigue|controla|encierra|encerro|encerrado
    va|quiere a? matarme|pegarme
    amenaza|amenazo|amenazado con matarme|pegarme|quitarme
    violencia domestica|de_genero|machista|en_casa
    malos tratos
    maltratador|maltratada
    obligaron|obligan|obligo|obligada|forzaron|forzada|obligar|obligarme a? casarme|casarse
    no me siento segura|seguro en|con
    me quito|quita|quitaron el|mi|los? pasaporte|papeles|documentos
"""

SEXUAL_VIOLENCE: Final = """
    me|la|lo|le violo|violaron|viola|violando
    me ha|han|habia violado
    fui|fue|he_sido|ha_sido|siendo violada|violado
    violacion|violador
    abuso|abusaron|abusa|abusado|abusaba sexualmente
    abuso|abusaron|abusa|abusado|abusaba de mi|ella
    abuso|agresion|acoso|violencia|abusos sexual|sexuales
    agredida|agredido|agredieron|agredio|acosada|acosa sexualmente
    obligo|obliga|obligaron|forzo|forzaron|obligada|forzada a? ~ sexo|acostarme|relaciones|tocarlo|tocarle|desnudarme
    me toco|toca|tocaba|tocaron sin|donde|cuando|alli|ahi|las_partes|mientras|los_pechos|el_culo
    sexo ~ sin|contra mi consentimiento|voluntad
    manoseo|manosea|manosearon|manoseaba
"""

HARMLESS: Final = """
    morir|morirme|muero|muriendo de risa|hambre|sed|verguenza|calor|frio|ganas|sueno|aburrimiento|pena|envidia
    sobredosis de ~ chocolate|azucar|cafe|tarta|futbol|tele
    acabar|terminar con todo el|lo
    no puedo|aguanto|quiero mas de? cafe|comida|tarta|arroz|gracias|pan|tiempo
    no puedo|quiero seguir|continuar con|el|la|hablando|comiendo|leyendo|la_reunion
    no puedo|aguanto|soporto mas el|la|los|las|este_calor|este_frio
    cortarme el|la|las|un pelo|unas|flequillo|trozo|barba
    violacion del|de ~ contrato|norma|normas|ley|derechos|privacidad
    no tiene sentido el|la|del|que_la
    me controla|toca el|la|a|hablar azucar|tension|mi|primero|diabetes
"""

STOP: Final = """
    por favor para|pare|paren|parad|basta
    para|pare|paren|parad|basta por favor
    deja|deje|dejen|dejad|para|pare|paren de {mandar}
    no me escribas|escriba|escriban|mandes|mande|manden|envies|envie|envien|contactes|contacten|molestes|molesten|llames
    no quiero mas mensajes|preguntas|recordatorios|avisos
    no quiero|deseo recibir
    no mas mensajes|preguntas|recordatorios|avisos
    puedes|puede|podeis|pueden parar
    dejame|dejenme|dejadme en_paz|tranquilo|tranquila
    darme|dame|denme|quiero_darme|borrame|quitame de baja|la_lista|lista
    ya basta
    quiero que pare|pares|paren|esto_pare
"""

STOP_SETS: Final = {
    "mandar": "mandar mandarme enviar enviarme escribir escribirme molestar molestarme contactarme llamarme mandarnos enviarnos"
    " escribirnos molestarnos"
}

LEXICON: Final = Lexicon(
    language="es",
    version=VERSION,
    reviewed_by_native=REVIEWED_BY_NATIVE,
    spellings=SPELLINGS,
    sets={**SETS, **STOP_SETS},
    fillers=FILLERS,
    masked=MASKED,
    slips=SLIPS,
    danger={
        Tier.INJURY: INJURY,
        Tier.SUICIDE: SUICIDE,
        Tier.ABUSE: ABUSE,
        Tier.SEXUAL_VIOLENCE: SEXUAL_VIOLENCE,
        Tier.MAY_MEAN_IT: MAY_MEAN_IT,
    },
    harmless=HARMLESS,
    stop=STOP,
)
