import type { Cards } from "./cards.js";

const yesOrNo = { yes: "oui", no: "non" };

/** The cards of the lab's sections, in French. */
export const cards: Cards = {
  "0.1": {
    title: "Un neurone",
    goal: "Calculer la réponse d’un seul neurone\u00a0: une somme pondérée avec un biais, puis la sigmoïde.",
    watch:
      "Le neurone o1, que le laboratoire appelle y\u00a0: z est la somme pondérée, le nombre en gras est la sortie. Essayez d’autres nombres sous «\u00a0Valeur de b1\u00a0».",
    question: "Le biais b1 passe de 4 à −4. La sortie descend-elle sous 0,5\u202f?",
    choices: yesOrNo,
    hint: "La sigmoïde vaut 0,5 en z =\u00a00. Quel est le signe de z\u202f?",
    because:
      "z = 0·2 + 1·3 − 4 =\u00a0−1, et la sortie vaut 0,2689. Le biais fixe ce que le reste doit atteindre pour que le neurone réponde plus de 0,5.",
    byHand: "Écrivez z = w1·x1 + w2·x2 + b1 avec ses nombres, puis 1/(1 + e^(−z)).",
    mistake: "On oublie le biais, ou l’on écrit e^z au lieu de e^(−z).",
  },
  "0.2": {
    title: "Un réseau de neurones",
    goal: "Faire passer deux nombres par une couche cachée jusqu’à la sortie.",
    watch:
      "Les colonnes du schéma\u00a0: entrées, neurones cachés, sortie. Les nombres des neurones viennent avec la réponse.",
    question: "Chaque neurone a les poids (0\u202f; 1) et le biais 0. h1 et h2 sont-ils égaux\u202f?",
    choices: yesOrNo,
    hint: "Qu’est-ce qui diffère entre les deux sommes\u00a0: entrées, poids ou biais\u202f?",
    because:
      "Mêmes entrées, mêmes poids, mêmes biais\u00a0: le même nombre, deux fois 0,9526, et o1 =\u00a00,7216. Ce n’est pas une règle\u00a0: avec d’autres poids, h1 et h2 diffèrent.",
    byHand: "Calculez h1 et h2 à partir de x, puis o1 à partir de h1 et h2.",
    mistake: "On calcule o1 avec x1 et x2 au lieu de h1 et h2.",
  },
  "0.3": {
    title: "La perte",
    goal: "Dire en un seul nombre de combien les réponses s’écartent des étiquettes\u00a0: la moyenne des erreurs au carré.",
    watch:
      "La perte moyenne en haut, et les sorties à côté des étiquettes, y_pred et y_true au laboratoire. Au début, les poids sont nuls, et il n’y a pas de sigmoïde\u00a0: la sortie est b1.",
    question:
      "Au début, le réseau donne la même sortie aux quatre lignes. Quelle sortie a la plus petite erreur quadratique moyenne\u202f?",
    choices: { "0.0": "0", "0.5": "0,5", "1.0": "1" },
    hint: "Deux étiquettes valent 1, deux valent 0. Élevez les erreurs au carré, puis prenez la moyenne.",
    because:
      "Avec 0 ou avec 1, deux erreurs valent 1\u00a0: la moyenne est 0,5. Avec 0,5, chaque erreur vaut 0,5, au carré 0,25\u00a0: la moyenne est 0,25. La meilleure constante est la moyenne des étiquettes.",
    byHand: "Pour chaque ligne\u00a0: l’erreur, son carré\u202f; puis la moyenne des quatre.",
    mistake: "On prend la somme pour la moyenne. Le décalage de 135 lb et 66 po vaut aussi pour les nouvelles lignes.",
  },
  "0.4": {
    title: "La rétropropagation",
    goal: "Trouver comment la perte varie avec un poids\u00a0: son gradient ∂L/\u2060∂w1 est un produit de dérivées.",
    watch:
      "o1 est y_pred, t1 est y_true, z est la somme donnée à f. Un clic sur un facteur montre ses neurones\u202f; sur un poids, sa chaîne.",
    question: "Quel est le signe de ∂L/\u2060∂w1 pour Alice\u202f?",
    choices: { positive: "positif", negative: "négatif", zero: "il est nul" },
    hint: "Sa sortie est trop petite, et x1 vaut −2. Si w1 augmente, que devient h1\u202f?",
    because:
      "(−)·(+)·(−) est positif\u00a0: 0,0215. Si w1 augmente, h1 diminue car x1 est négatif, la sortie diminue et la perte augmente. La mise à jour diminue donc w1.",
    byHand:
      "Sous «\u00a0Valeurs\u00a0», choisissez «\u00a0à compléter\u00a0», et calculez les trois facteurs avec trois chiffres significatifs\u00a0: le produit est 0,0214.",
    mistake:
      "On prend f′ au mauvais neurone, ou l’on perd le −2 de l’erreur au carré. Si ∂L/\u2060∂w1 et ∂L/\u2060∂w3 sont égaux, c’est dû à ce départ seulement.",
  },
  "0.5": {
    title: "L’entraînement par descente de gradient",
    goal: "Descendre la pente à petits pas. Un pas est une mise à jour\u202f; une époque prend chaque ligne une fois.",
    watch:
      "«\u00a0Aller à 1000\u00a0» trace la perte\u202f; son menu la montre aussi le long d’un paramètre. Les poids partent de 1\u00a0: h1 et h2 restent jumeaux. La ligne de commande prend «\u00a0petits, au hasard (Glorot)\u00a0».",
    question: "Quel paramètre bouge le plus à la première mise à jour\u202f?",
    choices: { w1: "w1", w5: "w5", b3: "b3" },
    hint: "Le changement est η fois le gradient. Quelle chaîne a le moins de petits facteurs\u202f?",
    because:
      "b3 est tout près de la perte\u00a0: son gradient est −0,2376, ceux de w5 et de w1 sont −0,0113 et 0,0215. Les neuf gradients se calculent avec les anciens poids\u202f; ensuite seulement, tous les poids bougent.",
    byHand: "Faites la première mise à jour de w1\u00a0: 1 − 0,1 · 0,0215.",
    mistake:
      "On change un poids avant d’avoir calculé les gradients des autres. Une époque compte ici quatre mises à jour, pas une.",
  },
  "0.6": {
    title: "La prédiction",
    goal: "Interroger le réseau entraîné sur des lignes qu’il n’a jamais vues.",
    watch:
      "Emily et Frank parmi les prédictions, et leur place dans le plan. Au laboratoire et en ligne de commande, les poids de départ sont tirés au hasard\u00a0: les nombres diffèrent un peu.",
    question: "La sortie pour Emily est 0,9468. Le réseau est-il sûr à 95\u00a0%\u202f?",
    choices: yesOrNo,
    hint: "Que faudrait-il compter, et sur combien de lignes, pour l’affirmer\u202f?",
    because:
      "La sortie est un nombre entre 0 et 1, ajusté sur quatre lignes\u00a0: classe 1 au seuil 0,5. Ce n’est ni une probabilité vérifiée, ni un fait sur une personne.",
    byHand: "Soustrayez 135 et 66 des nombres d’Emily avant de calculer.",
    mistake:
      "On ne décale pas une nouvelle ligne comme celles de l’entraînement. Quatre lignes justes ne prouvent rien pour les autres.",
  },
};
