import { remembered } from "./remembered.ts";

type Voice = "shot" | "hit" | "explosion" | "pickup" | "score";

/** Short sounds, made on the spot. Off until the player turns them on. */
export class Sound {
  private readonly wanted = remembered("sound", "off");
  private context: AudioContext | undefined;
  private noise: AudioBuffer | undefined;

  get on(): boolean {
    return this.wanted.get() === "on";
  }

  /** Turns sounds on or off; call it from a click or a key, or the browser will not let them out. */
  toggle(): boolean {
    this.wanted.set(this.on ? "off" : "on");
    if (this.on) this.play("score", 1);
    return this.on;
  }

  /** @param volume 0 to 1 */
  play(voice: Voice, volume: number): void {
    if (!this.on || volume < 0.03) return;
    const context = (this.context ??= new AudioContext());
    // A remembered "on" has no click yet: the first one wakes it.
    if (context.state === "suspended") void context.resume();
    if (voice === "shot") this.tone("square", 720, 180, 0.09, 0.05 * volume);
    if (voice === "hit") this.rush(1800, 0.08, 0.16 * volume);
    if (voice === "explosion") {
      this.rush(500, 0.55, 0.4 * volume);
      this.tone("sine", 120, 36, 0.5, 0.3 * volume);
    }
    if (voice === "pickup") this.tone("triangle", 420, 1040, 0.16, 0.16 * volume);
    if (voice === "score") this.tone("triangle", 660, 990, 0.14, 0.16 * volume);
  }

  private tone(type: OscillatorType, from: number, to: number, seconds: number, volume: number): void {
    const context = this.context!;
    const oscillator = new OscillatorNode(context, { type, frequency: from });
    oscillator.frequency.exponentialRampToValueAtTime(to, context.currentTime + seconds);
    oscillator.connect(this.fading(volume, seconds));
    oscillator.start();
    oscillator.stop(context.currentTime + seconds);
  }

  private rush(frequency: number, seconds: number, volume: number): void {
    const context = this.context!;
    if (!this.noise) {
      this.noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
      const samples = this.noise.getChannelData(0);
      for (let i = 0; i < samples.length; i++) samples[i] = Math.random() * 2 - 1;
    }
    const source = new AudioBufferSourceNode(context, { buffer: this.noise });
    const filter = new BiquadFilterNode(context, { type: "lowpass", frequency });
    filter.frequency.exponentialRampToValueAtTime(frequency / 5, context.currentTime + seconds);
    source.connect(filter).connect(this.fading(volume, seconds));
    source.start(0, Math.random() * 0.4, seconds);
  }

  private fading(volume: number, seconds: number): GainNode {
    const context = this.context!;
    const gain = new GainNode(context, { gain: volume });
    gain.gain.exponentialRampToValueAtTime(0.0005, context.currentTime + seconds);
    gain.connect(context.destination);
    return gain;
  }
}
